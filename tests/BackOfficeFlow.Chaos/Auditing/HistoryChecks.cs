namespace BackOfficeFlow.Chaos;

/// <summary>The journal against the instance's row and state: every burst once, every event once, numbered without a gap.</summary>
static class HistoryChecks
{
    public static IEnumerable<Finding> Of(Books books)
    {
        var known = books.Instances.Select(instance => instance.Id).ToHashSet();
        foreach (var stray in books.Journal.Where(burst => !known.Contains(burst.InstanceId)))
            yield return new("history-stray", $"journal {stray.Sequence}", $"it tells of the instance {stray.InstanceId}, which does not exist");
        foreach (var instance in books.Instances)
            foreach (var finding in Of(instance, [.. books.HistoryOf(instance.Id)]))
                yield return finding;
    }

    static IEnumerable<Finding> Of(BookedInstance instance, IReadOnlyList<BookedBurst> history)
    {
        var subject = $"instance {instance.Id}";
        var bursts = history.Select(burst => burst.Number).Order().ToList();
        if (!bursts.SequenceEqual(Enumerable.Range(1, instance.Bursts)))
            yield return new("bursts", subject, $"it counts {instance.Bursts} bursts, the journal has {string.Join(",", bursts)}");

        var events = history.SelectMany(burst => burst.Events).Select(line => line.Number).Order().ToList();
        if (!events.SequenceEqual(Enumerable.Range(1, (int)instance.State.LastEvent).Select(number => (long)number)))
            yield return new("events", subject, $"its state has seen event {instance.State.LastEvent}, the journal has {events.Count} up to {events.LastOrDefault()}");

        // Of the processes under load each transaction runs one burst.
        if (instance.Revision != instance.Bursts)
            yield return new("revision", subject, $"its row was written {instance.Revision} times, for {instance.Bursts} bursts");

        if (instance.State.Status != instance.Status)
            yield return new("status", subject, $"its row says {instance.Status}, its state {instance.State.Status}");

        foreach (var twice in Lines(history).GroupBy(line => (line.ExecutionId, line.What)).Where(same => same.Key.What is "Started" or "Completed" && same.Count() > 1))
            yield return new("step-twice", subject, $"the execution {twice.Key.ExecutionId} has {twice.Key.What} {twice.Count()} times ({twice.First().NodeId})");
    }

    static IEnumerable<BookedEvent> Lines(IReadOnlyList<BookedBurst> history) => history.SelectMany(burst => burst.Events);
}
