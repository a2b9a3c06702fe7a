using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Cases;

/// <summary>Which cases are meant; what is not said restricts nothing.</summary>
public sealed record InstanceFilter
{
    public string? Text { get; init; }
    public IReadOnlyList<Guid> Ids { get; init; } = [];
    public IReadOnlyList<string> DefinitionIds { get; init; } = [];
    public Guid? VersionId { get; init; }
    public int? Version { get; init; }
    public string? CorrelationId { get; init; }
    public bool? HasIncidents { get; init; }
    public IReadOnlyList<string> Statuses { get; init; } = [];
    public IReadOnlyList<string> SubStatuses { get; init; } = [];
    public IReadOnlyList<TimeLimit> Times { get; init; } = [];

    internal IQueryable<WorkflowInstance> Apply(IQueryable<WorkflowInstance> cases, bool readsValues)
    {
        if (Ids.Count > 0)
            cases = cases.Where(instance => Ids.Contains(instance.Id));
        if (DefinitionIds.Count > 0)
            cases = cases.Where(instance => DefinitionIds.Contains(instance.DefinitionId));
        if (VersionId is { } version)
            cases = cases.Where(instance => instance.ConfigurationItemId == version);
        if (Version is { } number)
            cases = cases.Where(instance => instance.DefinitionVersion == number);
        if (HasIncidents is { } has)
            cases = cases.Where(instance => instance.IncidentCount > 0 == has);
        if (Statuses.Count > 0)
            cases = cases.Where(instance => Statuses.Contains(instance.Status));
        if (SubStatuses.Count > 0)
            cases = cases.Where(instance => SubStatuses.Contains(instance.SubStatus));
        foreach (var limit in Times)
            cases = limit.Apply(cases);
        if (CorrelationId is { Length: > 0 } correlation)
            cases = cases.Where(instance => readsValues && instance.CorrelationId == correlation);
        return string.IsNullOrWhiteSpace(Text) ? cases : Find(cases, Text.Trim(), readsValues);
    }

    // Whoever is not shown names cannot find them out by searching either.
    static IQueryable<WorkflowInstance> Find(IQueryable<WorkflowInstance> cases, string text, bool readsValues)
    {
        if (Guid.TryParse(text, out var id))
            return cases.Where(instance => instance.Id == id);
        if (CaseKey.Read(text) is { } key)
            return cases.Where(instance => instance.CaseKey == key);
#pragma warning disable CA1304, CA1311, CA1862 // It is the database that compares.
        var small = text.ToLowerInvariant();
        return cases.Where(instance =>
            instance.CaseKey.ToLower().Contains(small)
            || instance.DefinitionId.ToLower().Contains(small)
            || (readsValues && instance.Name != null && instance.Name.ToLower().Contains(small))
            || (readsValues && instance.CorrelationId != null && instance.CorrelationId.ToLower().Contains(small)));
#pragma warning restore CA1304, CA1311, CA1862
    }
}

/// <summary>An instant of a case before or after which it must lie.</summary>
public sealed record TimeLimit(TimeOf Of, TimeRelation Relation, DateTimeOffset At)
{
    internal IQueryable<WorkflowInstance> Apply(IQueryable<WorkflowInstance> cases) => (Of, Relation) switch
    {
        (TimeOf.Created, TimeRelation.Before) => cases.Where(instance => instance.CreatedAt < At),
        (TimeOf.Created, TimeRelation.UpTo) => cases.Where(instance => instance.CreatedAt <= At),
        (TimeOf.Created, TimeRelation.From) => cases.Where(instance => instance.CreatedAt >= At),
        (TimeOf.Created, TimeRelation.After) => cases.Where(instance => instance.CreatedAt > At),
        (TimeOf.Created, TimeRelation.Just) => cases.Where(instance => instance.CreatedAt == At),
        (TimeOf.Created, _) => cases.Where(instance => instance.CreatedAt != At),
        (TimeOf.Updated, TimeRelation.Before) => cases.Where(instance => instance.UpdatedAt < At),
        (TimeOf.Updated, TimeRelation.UpTo) => cases.Where(instance => instance.UpdatedAt <= At),
        (TimeOf.Updated, TimeRelation.From) => cases.Where(instance => instance.UpdatedAt >= At),
        (TimeOf.Updated, TimeRelation.After) => cases.Where(instance => instance.UpdatedAt > At),
        (TimeOf.Updated, TimeRelation.Just) => cases.Where(instance => instance.UpdatedAt == At),
        (TimeOf.Updated, _) => cases.Where(instance => instance.UpdatedAt != At),
        (_, TimeRelation.Before) => cases.Where(instance => instance.FinishedAt < At),
        (_, TimeRelation.UpTo) => cases.Where(instance => instance.FinishedAt <= At),
        (_, TimeRelation.From) => cases.Where(instance => instance.FinishedAt >= At),
        (_, TimeRelation.After) => cases.Where(instance => instance.FinishedAt > At),
        (_, TimeRelation.Just) => cases.Where(instance => instance.FinishedAt == At),
        _ => cases.Where(instance => instance.FinishedAt != At)
    };
}

public enum TimeOf { Created, Updated, Finished }

public enum TimeRelation { Before, UpTo, From, After, Just, Not }
