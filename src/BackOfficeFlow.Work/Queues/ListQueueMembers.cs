using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Queues;

/// <summary>The people of the company by name, and who of them works in a queue. Whoever may no longer sign in is left out unless still a member.</summary>
[SentBy(Senders.Supervisors)]
public sealed record ListQueueMembers(string QueueKey) : IRequest<IReadOnlyList<QueuePerson>>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<ListQueueMembers, IReadOnlyList<QueuePerson>>
    {
        public async Task<IReadOnlyList<QueuePerson>> Handle(ListQueueMembers request, CancellationToken cancel)
        {
            await QueueRules.RequireQueue(db, request.QueueKey, cancel);
            var people = await db.Set<Membership>().AsNoTracking()
                .Join(db.Set<User>().AsNoTracking(), member => member.UserId, user => user.Id, (member, user) => new
                {
                    user.Id,
                    user.DisplayName,
                    user.Email,
                    IsActive = member.DisabledAt == null,
                    IsMember = db.Set<QueueMember>().Any(row => row.UserId == user.Id && row.QueueKey == request.QueueKey)
                })
                .ToListAsync(cancel);

            return
            [
                .. people.Where(person => person.IsActive || person.IsMember)
                    .Select(person => new QueuePerson(person.Id, person.DisplayName, person.Email ?? "", person.IsMember))
                    .OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)
            ];
        }
    }
}

public sealed record QueuePerson(Guid UserId, string Name, string Email, bool IsMember);
