namespace BackOfficeFlow.Chaos;

/// <summary>What is waited for: in the state, in the rows, by the journal; and whether it can still come.</summary>
static class WaitChecks
{
    const string Answered = "outbox-answered";
    const string Dispatched = "Elsa.DispatchWorkflow";

    public static IEnumerable<Finding> Of(Books books)
    {
        var instances = books.Instances.ToDictionary(instance => instance.Id);
        foreach (var wait in books.Waits)
            if (!instances.TryGetValue(wait.InstanceId, out var instance) || !instance.IsOpen)
                yield return new("wait-orphan", $"bookmark {wait.Id}", $"it waits for {wait.Kind} on behalf of {wait.InstanceId}, which {(instance is null ? "does not exist" : "has ended")}");

        foreach (var instance in books.Instances)
            foreach (var finding in Of(books, instance, [.. books.WaitsOf(instance.Id)]))
                yield return finding;
    }

    static IEnumerable<Finding> Of(Books books, BookedInstance instance, IReadOnlyList<BookedWait> waits)
    {
        var subject = $"instance {instance.Id} ({instance.Definition})";
        var rows = waits.Select(wait => wait.Id).ToHashSet();
        if (!rows.SetEquals(instance.State.Waits))
            yield return new("waits-state", subject, $"{rows.Count} bookmarks stand in the table, {instance.State.Waits.Count} in the state");

        var waiting = Waiting(books.HistoryOf(instance.Id));
        var executions = waits.Select(wait => wait.ExecutionId).ToHashSet();
        if (!executions.SetEquals(waiting))
            yield return new("waits-journal", subject, $"the journal leaves {Say(waiting)} waiting, the table {Say(executions)}");

        var messages = books.Messages.Where(message => message.InstanceId == instance.Id && message.State == "Waiting").ToList();
        if (instance.IsOpen && waits.Count == 0 && messages.Count == 0 && instance.State.Incidents.All(incident => incident.IsSettled))
            yield return new("nothing-to-wait-for", subject, $"it is {instance.Status} and neither a bookmark, nor a message, nor an incident is left");

        foreach (var wait in waits.Where(wait => wait.Kind == Answered && messages.Count == 0))
            yield return new("effect-lost", subject, $"it waits for the answer to {wait.Key}, and the outbox has nothing for it");

        foreach (var wait in waits.Where(wait => wait.Kind == Dispatched && messages.Count == 0))
        {
            var child = books.Find(Guid.Parse(wait.Key));
            if (child is null)
                yield return new("effect-lost", subject, $"it waits for its child {wait.Key}, which was never started");
            else if (!child.IsOpen && !books.Messages.Any(message => message.InstanceId == child.Id && message.State == "Waiting"))
                yield return new("child-unheard", subject, $"its child {wait.Key} has ended, and it was not told");
        }
    }

    /// <summary>Executions that were suspended, and nothing has happened to them since.</summary>
    static HashSet<string> Waiting(IEnumerable<BookedBurst> history)
    {
        var waiting = new HashSet<string>();
        foreach (var line in history.SelectMany(burst => burst.Events).OrderBy(line => line.Number))
            switch (line.What)
            {
                case "Suspended":
                    waiting.Add(line.ExecutionId);
                    break;
                case "Resumed" or "Completed" or "Canceled" or "Faulted":
                    waiting.Remove(line.ExecutionId);
                    break;
            }
        return waiting;
    }

    static string Say(HashSet<string> executions) => executions.Count == 0 ? "nothing" : string.Join(",", executions.Order(StringComparer.Ordinal));
}
