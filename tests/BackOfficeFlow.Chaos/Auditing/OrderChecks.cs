namespace BackOfficeFlow.Chaos;

/// <summary>Every command that was accepted has exactly one effect, and one that was not accepted has one at most.</summary>
static class OrderChecks
{
    public static IEnumerable<Finding> Of(Books books, IReadOnlyList<OrderLine> orders)
    {
        var cases = books.Instances.Where(instance => instance.Definition == Definitions.Order).ToLookup(instance => instance.Correlation ?? "");
        var payments = books.Instances.Where(instance => instance.Definition == Definitions.Payment).Count();
        var paid = orders.Count(order => order.Pay.IsAccepted);
        if (payments < paid || payments > orders.Count(order => order.Pay.WasSent))
            yield return new("payments", "all orders", $"{paid} payments were accepted, {payments} were taken down");

        foreach (var order in orders)
            foreach (var finding in Of(books, order, [.. cases[order.No]]))
                yield return finding;

        var known = orders.Select(order => order.No).ToHashSet();
        foreach (var stray in cases.Where(group => !known.Contains(group.Key)))
            yield return new("case-stray", $"order {stray.Key}", "nobody has asked for this case");
    }

    static IEnumerable<Finding> Of(Books books, OrderLine order, IReadOnlyList<BookedInstance> cases)
    {
        var subject = $"order {order.No}";
        if (cases.Count > 1)
            yield return new("case-twice", subject, $"one start has opened {cases.Count} cases");
        if (order.Start.IsAccepted && cases.Count == 0)
            yield return new("case-lost", subject, "the start was accepted, and there is no case");
        foreach (var command in order.Commands.Where(command => command.WasSent && !command.IsAccepted && !order.IsCutShort))
            yield return new("not-accepted", subject, $"{command.Kind} was refused {command.Attempts} times, at last with {command.LastAnswer}");
        foreach (var command in order.Commands.Where(command => command.OtherAnswer is not null))
            yield return new("answered-otherwise", subject, $"{command.Kind} was answered '{command.Answer}' and, asked again, '{command.OtherAnswer}'");
        if (cases is not [var one])
            yield break;

        foreach (var finding in OfCase(books, order, one))
            yield return finding;
    }

    static IEnumerable<Finding> OfCase(Books books, OrderLine order, BookedInstance one)
    {
        var subject = $"order {order.No}";
        var history = books.HistoryOf(one.Id).SelectMany(burst => burst.Events).ToList();
        var children = books.Instances.Count(instance => instance.ParentId == one.Id);
        if (children > 1)
            yield return new("child-twice", subject, $"one step has started {children} children");
        foreach (var step in (string[])["pause", "paid", "book", "pack", "check", "sign"])
            if (history.Count(line => line.NodeId.EndsWith(step, StringComparison.Ordinal) && line.What == "Resumed") is > 1 and var times)
                yield return new("resumed-twice", subject, $"the step {step} was resumed {times} times");

        if (order.Pay.IsAccepted && books.WaitsOf(one.Id).Any(wait => wait.Kind == "Elsa.Event"))
            yield return new("stimulus-lost", subject, "the payment was accepted, and the case still waits for it");
        if (order.IsComplete && one.IsOpen)
            yield return new("case-open", subject, $"all was accepted, and the case is {one.Status}: it waits for {string.Join(", ", books.WaitsOf(one.Id).Select(wait => $"{wait.Kind} {wait.Key}"))}");
        if (!order.Sign.WasSent && !one.IsOpen)
            yield return new("case-early", subject, "the case has ended, and nobody has signed");
        foreach (var incident in one.State.Incidents.Where(incident => incident is { IsSettled: false, Code: not "outbox-dead" }))
            yield return new("incident", subject, incident.Message);
        if (Fired(history) is { } gap && gap < order.Pause - TimeSpan.FromMilliseconds(1))
            yield return new("timer-early", subject, $"its pause of {order.Pause} was over after {gap}");
    }

    /// <summary>How long the pause was by the clocks of those who began and ended it.</summary>
    static TimeSpan? Fired(List<BookedEvent> history)
    {
        var pause = history.Where(line => line.NodeId.EndsWith("pause", StringComparison.Ordinal)).ToList();
        return pause.Find(line => line.What == "Suspended") is { } began && pause.Find(line => line.What == "Resumed") is { } ended ? ended.At - began.At : null;
    }
}
