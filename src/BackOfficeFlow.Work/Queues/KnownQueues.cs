using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Queues;

/// <summary>The queues that a new company starts with; it may rename, close and add to them.</summary>
public static class KnownQueues
{
    public sealed record Known(string Key, string Role, string? EscalatesTo = null);

    public static readonly IReadOnlyList<Known> All =
    [
        new("q.backoffice.general", "BO-AGENT", "q.process"),
        new("q.orders", "ORD-AGENT", "q.orders.lead"),
        new("q.orders.lead", "ORD-LEAD", "q.process"),
        new("q.warehouse", "WH-AGENT", "q.orders.lead"),
        new("q.purchasing", "PURCHASER", "q.finance.approve"),
        new("q.billing", "BILL-AGENT", "q.billing.approve"),
        new("q.billing.approve", "BILL-LEAD", "q.finance.approve"),
        new("q.finance.approve", "FIN-MANAGER", "q.process"),
        new("q.collections", "COLL-AGENT", "q.collections.lead"),
        new("q.collections.lead", "COLL-LEAD", "q.process"),
        new("q.legal", "LEGAL", "q.process"),
        new("q.mail.screen", "MAIL-SCREENER", "q.customer.sup"),
        new("q.customer", "CS-AGENT", "q.customer.sup"),
        new("q.customer.sup", "CS-SUPERVISOR", "q.process"),
        new("q.quality", "QUALITY", "q.process"),
        new("q.mkt", "MKT-EDITOR", "q.process"),
        new("q.mkt.approve", "MKT-APPROVER", "q.process"),
        new("q.sales", "SALES-REP", "q.process"),
        new("q.data", "DATA-STEWARD", "q.process"),
        new("q.hr", "HR-AGENT", "q.process"),
        new("q.it", "IT-AGENT", "q.process"),
        new("q.prl", "PRL-AGENT", "q.process"),
        new("q.archive", "ARCHIVIST", "q.process"),
        new("q.privacy", "DPO", "q.process"),
        new("q.process", "PROCESS-OWNER")
    ];

    /// <summary>Adds those that the company has not got; saved when the caller saves.</summary>
    internal static async Task Open(BackOfficeDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var standing = await db.Set<Queue>().Select(queue => queue.Key).ToListAsync(cancel);
        foreach (var known in All.Where(known => !standing.Contains(known.Key)))
            db.Add(new Queue { Id = Guid.CreateVersion7(now), Key = known.Key, Role = known.Role, EscalatesTo = known.EscalatesTo });
    }
}
