namespace BackOfficeFlow.Engine.Running;

/// <summary>One run of a workflow: all that is saved of it between two bursts.</summary>
public sealed partial class Instance
{
    public required Guid Id { get; init; }
    public required string DefinitionId { get; init; }

    /// <summary>The version that the instance runs, now and after any edit of its definition; only a migration moves it.</summary>
    public required string DefinitionVersionId { get; set; }
    public required int DefinitionVersion { get; set; }

    public InstanceStatus Status { get; internal set; }
    public InstanceSubStatus SubStatus { get; internal set; }

    /// <summary>An incident is open: a person has to look.</summary>
    public bool NeedsAttention => Incidents.Any(incident => incident.ResolvedAt is null);

    public string? CorrelationId { get; internal set; }
    public string? Name { get; internal set; }
    public Guid? ParentInstanceId { get; init; }

    /// <summary>How the parent waits for the end of this instance; null when it does not.</summary>
    public ParentWait? ParentWait { get; init; }

    /// <summary>How many instances stand above this one that wait for what is below.</summary>
    public int Depth { get; init; }

    /// <summary>It has started instances of its own.</summary>
    public bool HasChildren { get; internal set; }

    /// <summary>Which versions the steps that are workflows of their own were resolved to when the instance began.</summary>
    public IReadOnlyDictionary<string, string> Pins { get; internal set; } = new Dictionary<string, string>();

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; internal set; }

    public List<Bookmark> Bookmarks { get; } = [];
    public List<Incident> Incidents { get; } = [];
    public Dictionary<string, object?> Input { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, object?> Output { get; } = new(StringComparer.Ordinal);

    /// <summary>Workflow-level variables by name, as they stand after the burst.</summary>
    public IReadOnlyDictionary<string, object?> Variables => RootVariables();

    /// <summary>Changes a workflow-level variable from outside a burst: a repair by a person. False when there is none of that name.</summary>
    public bool SetVariable(string name, object? value)
    {
        if (Root is null)
            return false;
        foreach (var (id, saved) in Root.SavedSlots ?? [])
            if (saved.Name == name)
            {
                Root.SavedSlots![id] = saved with { Value = Values.Normalize(value) };
                return true;
            }
        for (var i = 0; i < (Root.Slots?.Length ?? 0); i++)
            if (Root.Node.Variables[i].Name == name)
            {
                Root.Slots![i] = Values.Normalize(value);
                return true;
            }
        if (Root.Extra?.ContainsKey(name) != true)
            return false;
        Root.Extra[name] = Values.Normalize(value);
        return true;
    }

    /// <summary>Requests from outside that have no answer yet, the last one last.</summary>
    public List<string> Exchanges { get; } = [];

    internal Execution? Root { get; set; }
    internal Queue<Execution> Due { get; } = [];
    internal long LastSequence { get; set; }
    internal int LastExecution { get; set; }
    internal Dictionary<string, object?> Outputs { get; } = new(StringComparer.Ordinal);
    internal object? LastResult { get; set; }

    Dictionary<string, object?> RootVariables()
    {
        var result = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (Root is null)
            return result;
        foreach (var (_, saved) in Root.SavedSlots ?? [])
            result[saved.Name] = saved.Value;
        for (var i = 0; i < (Root.Slots?.Length ?? 0); i++)
            result[Root.Node.Variables[i].Name] = Root.Slots![i];
        foreach (var (name, value) in Root.Extra ?? [])
            result[name] = value;
        return result;
    }
}
