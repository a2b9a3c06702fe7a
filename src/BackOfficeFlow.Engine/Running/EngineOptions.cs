using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>
/// What Elsa leaves to the host, with our defaults, and how far one burst may go. A definition's own <c>customProperties.backOfficeFlow</c>
/// (<c>flowchartMode</c>, <c>valueConversion</c>, <c>outputsAfterWait</c>, <c>unstoredVariables</c>) and <c>options.incidentStrategyType</c> come before these.
/// </summary>
public sealed record EngineOptions
{
    public FlowchartMode FlowchartMode { get; init; } = FlowchartMode.Counter;
    public IncidentStrategy IncidentStrategy { get; init; } = IncidentStrategy.Continue;

    /// <summary>A value that does not fit is an incident; otherwise it becomes the type's default, as in Elsa's library.</summary>
    public bool StrictConversion { get; init; } = true;

    /// <summary>Outputs of activities can still be read after a wait; Elsa loses them.</summary>
    public bool KeepOutputsAfterWait { get; init; } = true;

    /// <summary>A variable without a storage driver keeps its value across waits; Elsa goes back to its default.</summary>
    public bool KeepUnstoredVariables { get; init; } = true;

    /// <summary>How long an event that an instance published is kept while nobody waits for it; not at all by default, ten minutes in Elsa.</summary>
    public TimeSpan KeepEvents { get; init; }

    /// <summary>A step that answers a request goes on when there is none to answer; in Elsa it suspends the instance for good.</summary>
    public bool GoOnUnheard { get; init; } = true;

    /// <summary>A burst with more steps than this is a loop that does not end: it becomes an incident that names the loop.</summary>
    public int StepsPerBurst { get; init; } = 100_000;

    /// <summary>How many instances may wait for one another: more is a workflow that starts itself without end.</summary>
    public int NestedInstances { get; init; } = 32;

    /// <summary>How long the steps of one burst may run; looked at between two steps.</summary>
    public TimeSpan TimePerBurst { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>About how much one instance may hold: variables, inputs, outputs, console lines and what is to be done outside.</summary>
    public long BytesPerInstance { get; init; } = 64L << 20;

    /// <summary>How many steps may stand inside one another. A saved instance nests twice as deep, and must be read again.</summary>
    public int Nesting { get; init; } = 600;

    /// <summary>The retry strategies that steps may name.</summary>
    public IReadOnlyList<RetryStrategy> RetryStrategies { get; init; } = [];

    /// <summary>Whether the journal keeps inputs and outputs of steps where a definition says nothing of it; Elsa does. Cases hold what people wrote.</summary>
    public LogPersistence LogPersistence { get; init; } = LogPersistence.Exclude;

    public ScriptLimits Scripts { get; init; } = new();

    /// <summary>For tests of the engine itself.</summary>
    internal PlantedBug Planted { get; init; }
}

/// <summary>How a flowchart decides when a join runs: by counting visits, with dead paths taken out, or by tokens (Elsa Server's image).</summary>
public enum FlowchartMode { Counter, Token }

/// <summary>What a fault does to the instance: other branches go on and a retry can mend it, or the instance ends as faulted.</summary>
public enum IncidentStrategy { Continue, Fault }
