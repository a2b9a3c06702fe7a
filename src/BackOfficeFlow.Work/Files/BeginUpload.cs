using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Files;

/// <summary>Opens a place for bytes that arrive piece by piece, and sees to it that they are forgotten if they never end.</summary>
[SentBy(Senders.Clerks)]
sealed record BeginUpload : IRequest<Guid>
{
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    public sealed class Handler(BackOfficeDb db, Timers timers, TimeProvider clock) : IRequestHandler<BeginUpload, Guid>
    {
        public async Task<Guid> Handle(BeginUpload request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var content = StoredContent.Arriving(now);
            db.Add(content);
            timers.Arm(ForgetUpload.TimerKind, content.Id.ToString(), now + Patience);
            await db.SaveChangesAsync(cancel);
            return content.Id;
        }
    }
}

/// <summary>Adds the next piece.</summary>
[SentBy(Senders.Clerks)]
sealed record AppendChunk(Guid ContentId, int Number, byte[] Bytes) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<AppendChunk, Unit>
    {
        public async Task<Unit> Handle(AppendChunk request, CancellationToken cancel)
        {
            db.Add(new StoredChunk { ContentId = request.ContentId, Number = request.Number, Bytes = request.Bytes });
            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }
}
