using System.Text.Json;

namespace BackOfficeFlow.Engine.Definitions;

/// <summary>One activity as it is written in a definition, with the activities nested in it.</summary>
public sealed class ActivityModel
{
    /// <summary>Unique in the definition; given by the reader where the document has none.</summary>
    public required string Id { get; init; }
    public required string Type { get; init; }
    public int? Version { get; init; }
    public string? Name { get; init; }
    public required JsonElement Json { get; init; }
    public required IReadOnlyList<NestedActivity> Children { get; init; }
    public required IReadOnlyList<VariableDefinition> Variables { get; init; }

    public bool CanStartWorkflow => Json.Property("customProperties").Property("canStartWorkflow").ValueKind == JsonValueKind.True;

    /// <summary>The name that the designer gave it; its id when none.</summary>
    public string Title => string.IsNullOrWhiteSpace(Name) ? Id : Name;

    public ActivityModel? Child(string property) => Children.FirstOrDefault(child => child.Property == property)?.Activity;

    public IEnumerable<ActivityModel> ChildrenOf(string property) => Children.Where(child => child.Property == property).Select(child => child.Activity);

    public IEnumerable<ActivityModel> WithDescendants()
    {
        yield return this;
        foreach (var child in Children)
            foreach (var activity in child.Activity.WithDescendants())
                yield return activity;
    }
}

/// <summary>An activity and where in its parent's JSON it stands: <c>body</c>, <c>activities</c>, <c>cases[1].activity</c>.</summary>
public sealed record NestedActivity(string Property, ActivityModel Activity);
