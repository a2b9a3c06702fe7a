namespace BackOfficeFlow.Work.Tasks;

/// <summary>What happens in a case now that a task of it is finished.</summary>
public sealed record WhatNext(Guid InstanceId, string CaseKey, NextKind Kind)
{
    /// <summary>The next task of the case that the person has or may take.</summary>
    public Guid? TaskId { get; init; }
    public string? TaskTitle { get; init; }

    /// <summary>Who has the next task, or where it waits.</summary>
    public string? Who { get; init; }

    /// <summary>When the next task is due.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What the case waits for besides tasks, the newest first.</summary>
    public IReadOnlyList<NextWait> Waits { get; init; } = [];

    /// <summary>What the case did at once, in plain words: messages, instructions, work handed over.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>The case that gets the answer of this one when it ends.</summary>
    public Guid? AskedBy { get; init; }
    public string? AskedByKey { get; init; }
}

/// <summary>One thing that a case waits for.</summary>
/// <param name="What">In plain words.</param>
/// <param name="Queue">Whose people do it, where work was handed over.</param>
/// <param name="Until">When the case goes on without it.</param>
public sealed record NextWait(string What, string? Queue, DateTimeOffset? Until);

public enum NextKind
{
    /// <summary>There is a next task for the same person.</summary>
    TaskForYou,

    /// <summary>The next task is somebody else's.</summary>
    TaskForOthers,

    /// <summary>The case waits for something that is no task: an answer, a delivery, a time.</summary>
    Waiting,

    /// <summary>Something broke; a supervisor sees it.</summary>
    NeedsAttention,

    Finished
}
