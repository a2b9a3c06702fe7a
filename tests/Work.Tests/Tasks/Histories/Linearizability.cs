namespace BackOfficeFlow.Work.Tests.Tasks.Histories;

/// <summary>
/// Whether the calls of a history, each at one instant between its asking and its answer, can be put into one order in which the model gives the
/// same answers (Wing and Gong). What was tried from the same place before, with the same calls done, is not tried again (Lowe).
/// </summary>
static class Linearizability
{
    /// <summary>Null: there is such an order. Otherwise the longest one that was found, and what could not follow it.</summary>
    public static string? WhyNot(IReadOnlyList<Call> history)
    {
        var calls = history.OrderBy(call => call.Asked).ToList();
        var seen = new HashSet<(string Done, TaskModel State)>();
        var best = new List<Call>();
        return Search(calls, new bool[calls.Count], TaskModel.Offered, [], seen, ref best) ? null : Explain(calls, best);
    }

    static bool Search(List<Call> calls, bool[] done, TaskModel state, List<Call> order, HashSet<(string, TaskModel)> seen, ref List<Call> best)
    {
        if (order.Count > best.Count)
            best = [.. order];

        // Calls without an answer may never have taken effect.
        if (calls.Where((call, at) => !done[at] && call.Answered is not null).FirstOrDefault() is null)
            return true;

        // The next in the order was asked before any other that is left was answered.
        var firstAnswer = calls.Where((_, at) => !done[at]).Min(call => call.Answered ?? long.MaxValue);
        for (var at = 0; at < calls.Count; at++)
        {
            if (done[at] || calls[at].Asked > firstAnswer)
                continue;

            var (after, says) = state.Do(calls[at]);
            if (calls[at].Said is { } said && said != says)
                continue;

            done[at] = true;
            order.Add(calls[at]);
            if (seen.Add((Key(done), after)) && Search(calls, done, after, order, seen, ref best))
                return true;
            order.RemoveAt(order.Count - 1);
            done[at] = false;
        }

        return false;
    }

    static string Key(bool[] done) => string.Create(done.Length, done, (text, which) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = which[i] ? '1' : '0';
    });

    static string Explain(List<Call> calls, List<Call> best)
    {
        var state = best.Aggregate(TaskModel.Offered, (now, call) => now.Do(call).After);
        var rest = calls.Except(best).Take(6).Select(call => $"{call} (would say {state.Do(call).Says})");
        return $"After {best.Count} of {calls.Count} calls the task is {state}, and none of these fits:\n{string.Join('\n', rest)}";
    }
}
