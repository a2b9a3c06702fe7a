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
}
