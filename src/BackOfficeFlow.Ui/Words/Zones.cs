namespace BackOfficeFlow.Ui;

/// <summary>The zone in which a page shows times: the shell cascades the active company's; a component alone shows UTC.</summary>
public static class Zones
{
    public static TimeZoneInfo Find(string? id) =>
        id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
