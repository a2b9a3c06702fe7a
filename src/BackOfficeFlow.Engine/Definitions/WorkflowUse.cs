using System.Text;
using System.Text.Json;

namespace BackOfficeFlow.Engine.Definitions;

/// <summary>An activity that is a workflow of its own: which one the definition asks for.</summary>
public sealed record WorkflowUse(string Type, string? DefinitionId, string? VersionId, int? Version)
{
    /// <summary>Uses with the same key mean the same workflow.</summary>
    public string Key => $"{DefinitionId ?? Type}|{VersionId}|{Version}";

    /// <summary>What an activity asks for; null when it carries a type of an installed activity's shape (with a dot).</summary>
    public static WorkflowUse? Of(ActivityModel activity) =>
        activity.Json.Property("workflowDefinitionId") is { ValueKind: JsonValueKind.String } || !activity.Type.Contains('.', StringComparison.Ordinal)
            ? new WorkflowUse(activity.Type, TextOnly(activity, "workflowDefinitionId"), TextOnly(activity, "workflowDefinitionVersionId"), activity.Version)
            : null;

    static string? TextOnly(ActivityModel activity, string property) => activity.Json.Property(property) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The activity type that a definition's name gives: "send mail" is SendMail.</summary>
    public static string? TypeNameOf(WorkflowDefinition definition)
    {
        if (string.IsNullOrWhiteSpace(definition.Name))
            return null;
        var type = new StringBuilder(definition.Name.Length);
        var startsWord = true;
        foreach (var letter in definition.Name)
        {
            if (letter is ' ' or '_' or '-')
            {
                startsWord = true;
                continue;
            }
            type.Append(startsWord ? char.ToUpperInvariant(letter) : letter);
            startsWord = false;
        }
        return type.ToString();
    }
}

/// <summary>A stored version of a definition that may stand as an activity in others. <paramref name="Key"/> names it for good.</summary>
public sealed record UsableWorkflow(string Key, WorkflowDefinition Definition, bool IsPublished)
{
    public string? TypeName { get; } = WorkflowUse.TypeNameOf(Definition);
}

/// <summary>
/// The workflows that may stand as activities in others, every version of them. An instance that runs is asked with the pins that it began with,
/// so that it never notices a later publish.
/// </summary>
public sealed class UsableWorkflows
{
    public static readonly UsableWorkflows None = new([]);

    readonly IReadOnlyList<UsableWorkflow> all;
    readonly IReadOnlyDictionary<string, string> pins;
    readonly ILookup<string, UsableWorkflow> byDefinition;
    readonly ILookup<string, UsableWorkflow> byVersionId;
    readonly ILookup<string, UsableWorkflow> byType;
    readonly Dictionary<string, UsableWorkflow> byKey;

    public UsableWorkflows(IEnumerable<UsableWorkflow> workflows) : this([.. workflows.Where(workflow => workflow.Definition.Options.UsableAsActivity)], new Dictionary<string, string>()) { }

    UsableWorkflows(IReadOnlyList<UsableWorkflow> all, IReadOnlyDictionary<string, string> pins)
    {
        (this.all, this.pins) = (all, pins);
        byDefinition = all.ToLookup(workflow => workflow.Definition.DefinitionId, StringComparer.Ordinal);
        byVersionId = all.ToLookup(workflow => workflow.Definition.VersionId, StringComparer.Ordinal);
        byType = all.Where(workflow => workflow.TypeName is not null).ToLookup(workflow => workflow.TypeName!, StringComparer.Ordinal);
        byKey = all.DistinctBy(workflow => workflow.Key).ToDictionary(workflow => workflow.Key, StringComparer.Ordinal);
    }

    public IReadOnlyList<UsableWorkflow> All => all;

    /// <summary>The same workflows, with uses resolved as they were once.</summary>
    public UsableWorkflows With(IReadOnlyDictionary<string, string> pinned) => pinned.Count == 0 ? this : new UsableWorkflows(all, pinned);

    /// <summary>What stands in a palette: the published workflows.</summary>
    public IReadOnlyList<UsableWorkflow> Published => [.. all.Where(workflow => workflow.IsPublished)];

    /// <summary>The version asked for by its id, else by its number, else the published one, else the latest.</summary>
    public UsableWorkflow? Find(WorkflowUse use)
    {
        if (pins.TryGetValue(use.Key, out var pinned) && byKey.TryGetValue(pinned, out var same))
            return same;
        if (use.VersionId is not null && Best(byVersionId[use.VersionId]) is { } exact)
            return exact;
        var versions = use.DefinitionId is not null && byDefinition.Contains(use.DefinitionId) ? byDefinition[use.DefinitionId] : byType[use.Type];
        return Best(versions.Where(workflow => workflow.Definition.Version == use.Version)) ?? Best(versions);
    }

    static UsableWorkflow? Best(IEnumerable<UsableWorkflow> versions) =>
        versions.OrderByDescending(workflow => workflow.IsPublished).ThenByDescending(workflow => workflow.Definition.Version).FirstOrDefault();
}
