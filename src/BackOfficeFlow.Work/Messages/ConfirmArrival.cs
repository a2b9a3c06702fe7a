using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Messages;

/// <summary>A person has found out that a doubtful mail did arrive: it is not sent again.</summary>
[SentBy(Senders.Product)]
public sealed record ConfirmArrival(Guid MessageId) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, Audit audit, TimeProvider clock) : IRequestHandler<ConfirmArrival, Unit>
    {
        public async Task<Unit> Handle(ConfirmArrival request, CancellationToken cancel)
        {
            var message = await db.Set<Message>().FirstOrDefaultAsync(row => row.Id == request.MessageId, cancel)
                ?? throw new RuleBrokenException(Texts.Of("NoSuchMessage")) { Code = "message-unknown" };
            if (message.State is not MessageState.Uncertain)
                throw new RuleBrokenException(Texts.Of("NotDoubtful", message.Subject)) { Code = "message-not-doubtful" };

            message.Accept(clock.GetUtcNow());
            audit.Write("message-arrival-confirmed", "message", message.Id.ToString(), new { message.ToAddress });
            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }
}
