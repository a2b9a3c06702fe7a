using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>What a client gives along when it resumes a bookmark: by name, as Elsa takes it.</summary>
public sealed class ResumeInput
{
    /// <summary>The names under which Elsa hands an event's payload and a task's result to the activity that waits.</summary>
    const string EventPayload = "__EventPayloadWorkflowInput", TaskResult = "RunTaskInput";

    public ResumeInput(IReadOnlyDictionary<string, object?> values) =>
        Values = values.ToDictionary(value => value.Key, value => Engine.Values.Normalize(value.Value), StringComparer.Ordinal);

    public IReadOnlyDictionary<string, object?> Values { get; }

    /// <summary>What the activity that waits is told.</summary>
    internal object? NewsFor(string bookmarkKind) => bookmarkKind switch
    {
        EventStimulus.KindName => Values.GetValueOrDefault(EventPayload),
        TaskStimulus.KindName => Values.GetValueOrDefault(TaskResult),
        _ => Values
    };
}
