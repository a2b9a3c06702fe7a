using System.Globalization;
using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

enum ExecutionStatus { Pending, Running, Completed, Canceled, Faulted }

/// <summary>What a step is asked: to begin, to go on after a wait, or to hear that a child ended.</summary>
enum Ask { Execute, Resume, ChildEnded }

/// <summary>One execution of a node; a loop makes many of one node.</summary>
sealed class Execution
{
    static readonly string[] Ids = [.. Enumerable.Range(0, 1024).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    string? id;

    public required int Number { get; init; }
    public string Id => id ??= Number < Ids.Length ? Ids[Number] : Number.ToString(CultureInfo.InvariantCulture);
    public required string NodeId { get; init; }
    public required Execution? Parent { get; init; }
    public string? Tag { get; init; }

    /// <summary>How many executions it stands in.</summary>
    public int Depth { get; init; }
    public ExecutionStatus Status { get; set; }

    /// <summary>Set when a burst begins: the compiled node, never saved.</summary>
    public Node Node { get; set; } = null!;

    /// <summary>The object that does the work, for this burst only.</summary>
    public Activity? Activity { get; set; }

    /// <summary>Children that have not ended, in the order in which they were asked for.</summary>
    public List<Execution>? Children { get; set; }

    /// <summary>Values of the node's variables, in its order.</summary>
    public object?[]? Slots { get; set; }

    /// <summary>As they were read from a saved instance, by variable id, until the node is known.</summary>
    public Dictionary<string, SavedSlot>? SavedSlots { get; set; }
    public Dictionary<string, object?>? SavedInputs { get; set; }

    /// <summary>Variables that the scope was given or that were made while it ran.</summary>
    public Dictionary<string, object?>? Extra { get; set; }

    /// <summary>Inputs as they were evaluated, for the time after a wait.</summary>
    public object?[]? Evaluated { get; set; }
    public Dictionary<string, object?>? Memory { get; set; }

    /// <summary>What to ask when it is due, or again after a fault.</summary>
    public Ask Asked { get; set; }
    public object? News { get; set; }
    public string? ResumedKind { get; set; }
    public string? ResumedKey { get; set; }

    /// <summary>Children that ended while this container was faulted: it hears of them after the retry.</summary>
    public List<EndedChild>? Missed { get; set; }

    /// <summary>The engine's own pretence that a wait is over: the trigger that started the instance.</summary>
    public bool IsTrigger { get; set; }

    /// <summary>How many of its tries have failed, when it is tried again by itself.</summary>
    public int FailedTries { get; set; }

    public bool HasBegun => Status != ExecutionStatus.Pending || FailedTries > 0;
    public bool HasEnded => Status is ExecutionStatus.Completed or ExecutionStatus.Canceled;
}

readonly record struct SavedSlot(string Name, object? Value);
