using System.Text.Json;

namespace BackOfficeFlow.Engine.Definitions;

/// <summary>One version of an Elsa 3 workflow definition as it was written. The stored bytes are kept unchanged in <see cref="Source"/>, unknown fields included.</summary>
public sealed class WorkflowDefinition
{
    public required ReadOnlyMemory<byte> Source { get; init; }

    /// <summary>The whole document.</summary>
    public required JsonElement Json { get; init; }

    public required string DefinitionId { get; init; }

    /// <summary>The id of this version (Elsa's <c>id</c>).</summary>
    public required string VersionId { get; init; }
    public required int Version { get; init; }
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? ToolVersion { get; init; }
    public bool IsReadonly { get; init; }
    public bool IsSystem { get; init; }

    public required IReadOnlyList<VariableDefinition> Variables { get; init; }
    public required IReadOnlyList<InputDefinition> Inputs { get; init; }
    public required IReadOnlyList<OutputDefinition> Outputs { get; init; }
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>Undefined when the document has none.</summary>
    public required JsonElement CustomProperties { get; init; }
    public required DefinitionOptions Options { get; init; }

    public required ActivityModel Root { get; init; }

    /// <summary>Every activity of the definition, parents before children.</summary>
    public IEnumerable<ActivityModel> Activities => Root.WithDescendants();

    /// <summary>One of our own switches, <c>customProperties.backOfficeFlow.{name}</c>; null when not given.</summary>
    public string? Switch(string name) =>
        CustomProperties.Property("backOfficeFlow").Property(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}

/// <summary>A variable of the workflow or of a container. <see cref="Default"/> is as written.</summary>
public sealed record VariableDefinition(string Id, string Name, string TypeName, bool IsArray, JsonElement Default, string? StorageDriver)
{
    static readonly string[] Drivers = ["WorkflowInstanceStorageDriver", "WorkflowStorageDriver", "MemoryStorageDriver"];

    /// <summary>A short name, or the long one of .NET.</summary>
    public static bool IsKnownDriver(string driver) => driver.Split(',')[0] is var name && Array.Exists(Drivers, known => name.EndsWith(known, StringComparison.Ordinal));

    /// <summary>Elsa keeps its value across a wait; an unknown driver is none.</summary>
    public bool IsStored => StorageDriver is { Length: > 0 } driver && IsKnownDriver(driver);
}

public sealed record InputDefinition(string Name, string TypeName, bool IsArray, bool IsRequired, string? DisplayName, string? Description, string? StorageDriver, JsonElement Default);

public sealed record OutputDefinition(string Name, string TypeName, bool IsArray, string? DisplayName, string? Description);

public sealed record DefinitionOptions(string? ActivationStrategy, bool UsableAsActivity, bool AutoUpdateConsumers, string? ActivityCategory, string? IncidentStrategy, string? CommitStrategy);
