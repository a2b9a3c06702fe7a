using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Files;

/// <summary>Forgets an upload that broke off. A finished file is never touched.</summary>
[SentBy(Senders.Clerks)]
sealed record DropUpload(Guid ContentId) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, Timers timers) : IRequestHandler<DropUpload, Unit>
    {
        public async Task<Unit> Handle(DropUpload request, CancellationToken cancel)
        {
            await Drop(db, request.ContentId, cancel);
            timers.Disarm(ForgetUpload.TimerKind, request.ContentId.ToString());
            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }

    internal static async Task Drop(BackOfficeDb db, Guid contentId, CancellationToken cancel)
    {
        var content = await db.Set<StoredContent>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == contentId, cancel);
        if (content is null || content.IsWhole)
            return;

        // By key alone: their bytes need not be read to go.
        var numbers = await db.Set<StoredChunk>().Where(row => row.ContentId == contentId).Select(row => row.Number).ToListAsync(cancel);
        db.RemoveRange(numbers.Select(number => new StoredChunk { TenantId = content.TenantId, ContentId = contentId, Number = number, Bytes = [] }));
        db.Remove(content);
    }
}

/// <summary>The process may die in the middle of an upload: after a day its pieces go.</summary>
sealed class ForgetUpload(BackOfficeDb db) : ITimerHandler
{
    public const string TimerKind = "forget-upload";

    public string Kind => TimerKind;

    public async Task Handle(TimerCall call, CancellationToken cancel)
    {
        await DropUpload.Drop(db, Guid.Parse(call.Key), cancel);
        await db.SaveChangesAsync(cancel);
    }
}
