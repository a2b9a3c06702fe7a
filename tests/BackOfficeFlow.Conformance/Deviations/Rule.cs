namespace BackOfficeFlow.Conformance;

/// <summary>
/// Where we do the sound thing instead of what Elsa does. A rule looks at the definition, and says exactly how our run must differ from the
/// recorded one; it never knows a case's name.
/// </summary>
/// <param name="Row">The row of the table of Elsa's oddities that it stands for.</param>
/// <param name="Name">What ours does.</param>
/// <param name="Kinds">What may come out differently under it; a difference of another kind is a defect whatever the rule says.</param>
/// <param name="Holds">Whether ours did what the rule says in a run that differs.</param>
public sealed record Rule(string Row, string Name, string[] Kinds, Func<CaseOutcome, RunOutcome, bool> Holds)
{
    public override string ToString() => $"{Row} {Name}";

    /// <summary>Every run that came out differently did so as the rule says.</summary>
    public bool Explains(CaseOutcome outcome)
    {
        var labels = outcome.Differences.Where(difference => difference.Kind is not "instance").Select(difference => difference.Label).Where(label => label.Length > 0).Distinct().ToList();
        return labels.Count > 0
            && outcome.Differences.All(difference => Kinds.Contains(difference.Kind) || difference.Kind is "executions")
            && labels.TrueForAll(label => outcome.Runs.TryGetValue(label, out var run) && Holds(outcome, run));
    }
}
