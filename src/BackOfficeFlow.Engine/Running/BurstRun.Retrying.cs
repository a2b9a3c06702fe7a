using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>
/// A step that failed and names a retry strategy is due again, at once or when its timer fires. It has no incident until its last try has failed; then
/// the incident strategy decides.
/// </summary>
sealed partial class BurstRun
{
    /// <summary>Plans the next try of a step that has just failed; false when there is none.</summary>
    bool TriesAgain(Execution execution, FaultResult fault)
    {
        if (execution.Node.Retry is not { } retry || FindStrategy(execution, retry) is not { } strategy || execution.FailedTries >= strategy.MaxRetryAttempts)
            return false;

        var pause = strategy.PauseBefore(++execution.FailedTries, $"{instance.Id:N}/{execution.Id}");
        // Not begun, as it were: a container keeps the ends of its children for the next try.
        execution.Status = ExecutionStatus.Pending;
        execution.Activity = null;
        RemoveBookmarks(execution);
        var said = new Dictionary<string, object?>
        {
            ["Message"] = fault.Message, ["Attempt"] = (long)execution.FailedTries, ["MaxRetryAttempts"] = (long)strategy.MaxRetryAttempts, ["NextAt"] = now + pause
        };
        AddEvent(execution, RetryWait.Failed, said);
        if (pause > TimeSpan.Zero)
            AddBookmarks(execution, [new BookmarkRequest(RetryWait.Kind, "") { DueAt = now + pause, Payload = said }]);
        else
            instance.Due.Enqueue(execution);
        return true;
    }

    RetryStrategy? FindStrategy(Execution execution, NodeRetry retry)
    {
        if (retry.Chosen is null)
            return retry.Fixed;
        try
        {
            return retry.Read(retry.Chosen.Evaluate(scope.At(execution)));
        }
        catch (Exception broken) when (broken is ExpressionException or ValueException)
        {
            // The fault of the step is what a person has to see, not that of its strategy.
            return null;
        }
    }

    bool WaitsForRetry(Execution execution) => execution.FailedTries > 0 && instance.Bookmarks.Exists(bookmark => bookmark.Kind == RetryWait.Kind && bookmark.ExecutionId == execution.Id);

    void RetryNow(Execution execution)
    {
        RemoveBookmarks(execution);
        instance.Due.Enqueue(execution);
    }
}

/// <summary>The wait of a step for its next try.</summary>
public static class RetryWait
{
    public const string Kind = "Elsa.Retry";

    /// <summary>What the journal says of a try that failed and is followed by another.</summary>
    public const string Failed = "Attempt failed";
}
