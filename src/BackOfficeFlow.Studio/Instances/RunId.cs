namespace BackOfficeFlow.Studio;

/// <summary>Names one execution of a step for good: Elsa's clients ask for it without saying of which case it is.</summary>
static class RunId
{
    public static string Of(Guid instanceId, string executionId) => $"{instanceId:N}-{executionId}";

    /// <summary>Null when it is none of ours.</summary>
    public static (Guid InstanceId, string ExecutionId)? Read(string? id) =>
        id?.Split('-', 2) is [var instance, { Length: > 0 } execution] && Guid.TryParseExact(instance, "N", out var read) ? (read, execution) : null;
}
