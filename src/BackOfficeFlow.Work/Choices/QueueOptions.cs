using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Queues;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Choices;

/// <summary>The open queues of the company.</summary>
sealed class QueueOptions(BackOfficeDb db) : IOptionSource
{
    public string Name => "queues";

    public async Task<IReadOnlyList<Option>> Find(IReadOnlyDictionary<string, string> others, CancellationToken cancel)
    {
        var queues = await db.Set<Queue>().AsNoTracking().Where(queue => !queue.IsClosed).Select(queue => new { queue.Key, queue.OwnName }).ToListAsync(cancel);
        return [.. queues.Select(queue => new Option(queue.Key, $"{Queue.NameOf(queue.Key, queue.OwnName)} ({queue.Key})")).OrderBy(option => option.Text, StringComparer.CurrentCulture)];
    }
}
