namespace BackOfficeFlow.Work.Tasks;

/// <summary>What happens in a case now that a task of it is finished.</summary>
public sealed record WhatNext(Guid InstanceId, string CaseKey, NextKind Kind)
{
    /// <summary>The next task of the case that the person has or may take.</summary>
    public Guid? TaskId { get; init; }
    public string? TaskTitle { get; init; }

    /// <summary>Who has the next task, or where it waits.</summary>
    public string? Who { get; init; }

    /// <summary>When the case goes on by itself at the latest.</summary>
    public DateTimeOffset? Until { get; init; }
}

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
