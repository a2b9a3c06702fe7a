namespace BackOfficeFlow.Work.Tasks;

/// <summary>
/// Who must not do a task, because they did something before it. Checked when the task is taken and again when it is finished; nobody,
/// administrators included, gets around it.
/// </summary>
/// <param name="Users">People excluded by name.</param>
/// <param name="Steps">Steps of the same case (id or name): whoever finished one of them is excluded.</param>
public sealed record FourEyes(IReadOnlyList<Guid> Users, IReadOnlyList<string> Steps)
{
    public static readonly FourEyes None = new([], []);

    public bool IsNone => Users.Count == 0 && Steps.Count == 0;

    /// <summary>Reads what a designer writes: one entry or a list; an entry is a person's id or a step.</summary>
    public static FourEyes Read(object? written)
    {
        var users = new List<Guid>();
        var steps = new List<string>();
        foreach (var entry in Entries(written))
        {
            if (entry is Guid id || Guid.TryParse(entry as string, out id))
                users.Add(id);
            else if (entry is string step)
                steps.Add(step.Trim());
        }

        return users.Count + steps.Count == 0 ? None : new FourEyes(users, steps);
    }

    static IEnumerable<object?> Entries(object? written) => written switch
    {
        null => [],
        string text => text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        IEnumerable<object?> list => list.Where(entry => entry is Guid || (entry is string text && !string.IsNullOrWhiteSpace(text))),
        _ => [written]
    };

    /// <summary>Why the person must not do it: the step they did, or "" when they are excluded by name. Null when they may.</summary>
    public string? Conflict(Guid person, IEnumerable<PerformedStep> performed)
    {
        if (Users.Contains(person))
            return "";

        return performed.FirstOrDefault(step => step.PersonId == person && (Steps.Contains(step.NodeId) || Steps.Contains(step.NodeName)))?.NodeName;
    }
}

/// <summary>Who finished which step of a case.</summary>
public sealed record PerformedStep(string NodeId, string NodeName, Guid PersonId);
