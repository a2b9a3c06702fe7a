using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Queues;

/// <summary>Says who works in a queue: those named, and nobody else.</summary>
[SentBy(Senders.Administrator)]
public sealed record SetMembersOfQueue(string QueueKey, IReadOnlyList<Guid> UserIds) : IRequest<Unit>, IAudited
{
    string IAudited.SubjectType => "queue";
    string IAudited.SubjectId => QueueKey;

    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<SetMembersOfQueue, Unit>
    {
        public async Task<Unit> Handle(SetMembersOfQueue request, CancellationToken cancel)
        {
            await QueueRules.RequireQueue(db, request.QueueKey, cancel);
            var standing = await db.Set<QueueMember>().Where(member => member.QueueKey == request.QueueKey).ToListAsync(cancel);
            var added = request.UserIds.Distinct().Where(id => standing.All(member => member.UserId != id)).ToList();
            if (await db.Set<Membership>().CountAsync(member => added.Contains(member.UserId), cancel) != added.Count)
                throw new RuleBrokenException(Texts.Of("NotAMember")) { Code = "person-unknown" };

            db.RemoveRange(standing.Where(member => !request.UserIds.Contains(member.UserId)));
            foreach (var id in added)
                db.Add(new QueueMember { QueueKey = request.QueueKey, UserId = id, Since = clock.GetUtcNow() });

            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }
}
