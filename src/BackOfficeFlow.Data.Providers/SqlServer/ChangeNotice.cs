namespace BackOfficeFlow.Data.Providers;

/// <summary>A change on its way to the other nodes: SQL Server has no NOTIFY, so they look at the newest rows of one table.</summary>
[SharedRow("A hint between nodes, gone after a minute; it names the tenant it is about.")]
sealed class ChangeNotice
{
    public long Sequence { get; set; }
    public string Node { get; set; } = "";
    public string TenantId { get; set; } = "";
    public string Subject { get; set; } = "";
    public string SubjectId { get; set; } = "";
    public DateTimeOffset At { get; set; }
}
