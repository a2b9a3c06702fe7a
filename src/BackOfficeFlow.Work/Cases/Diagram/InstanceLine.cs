using System.Linq.Expressions;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Cases;

/// <summary>A case in the engine's own words, without what it holds.</summary>
public sealed record InstanceLine(Guid Id, string CaseKey, string DefinitionId, Guid VersionId, int Version)
{
    public string Status { get; init; } = "";
    public string SubStatus { get; init; } = "";
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public Guid? ParentId { get; init; }
    public int IncidentCount { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    internal static readonly Expression<Func<WorkflowInstance, InstanceLine>> FromRow = row => new InstanceLine(row.Id, row.CaseKey, row.DefinitionId, row.ConfigurationItemId, row.DefinitionVersion)
    {
        Status = row.Status,
        SubStatus = row.SubStatus,
        CorrelationId = row.CorrelationId,
        Name = row.Name,
        ParentId = row.ParentInstanceId,
        IncidentCount = row.IncidentCount,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
        FinishedAt = row.FinishedAt
    };

    static readonly Func<WorkflowInstance, InstanceLine> Read = FromRow.Compile();

    internal static InstanceLine Of(WorkflowInstance row) => Read(row);

    /// <summary>Whoever may not open the case's page sees its key instead of its name, which may be a person's.</summary>
    internal InstanceLine For(bool readsValues) => readsValues ? this with { Name = Name ?? CaseKey } : this with { Name = CaseKey, CorrelationId = null };
}
