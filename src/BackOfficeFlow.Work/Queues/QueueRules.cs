using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Queues;

/// <summary>What every request about queues asks first.</summary>
static class QueueRules
{
    /// <summary>An unknown name lists the known ones.</summary>
    public static async Task RequireQueue(BackOfficeDb db, string key, CancellationToken cancel)
    {
        var known = await db.Set<Queue>().Select(queue => queue.Key).OrderBy(queue => queue).ToListAsync(cancel);
        if (!known.Contains(key))
            throw new RuleBrokenException(Texts.Of("UnknownQueue", key, string.Join(", ", known))) { Code = "queue-unknown" };
    }
}
