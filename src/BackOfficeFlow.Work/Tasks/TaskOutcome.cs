using BackOfficeFlow.Engine;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>A way in which a task may end: the port of the step that the process leaves by.</summary>
/// <param name="Name">The port's name.</param>
/// <param name="Label">What the button says: a literal, or "@key" of the process's texts. The name when empty.</param>
/// <param name="IsNegative">A refusal: it needs a comment.</param>
/// <param name="Group">What it has in common with others, beside which its button then stands: a literal or "@key".</param>
public sealed record TaskOutcome(string Name, string? Label = null, bool IsNegative = false, string? Group = null)
{
    public const string Usual = "Done";

    /// <summary>Chosen by the product when nobody did the task in time; never offered as a button.</summary>
    public const string Timeout = "Timeout";

    /// <summary>A negative outcome says why in at least this many characters.</summary>
    public const int ShortestReason = 10;

    /// <summary>
    /// Reads what a designer writes: "Done", or a list of names and of objects {name, label, negative}. Nothing means the one usual outcome.
    /// </summary>
    public static IReadOnlyList<TaskOutcome> Read(object? written)
    {
        var entries = Opened(written) switch
        {
            null => [],
            string text => text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            IEnumerable<object?> list => list,
            _ => throw new ArgumentException("Outcomes are a list of names, or of objects with name, label and negative.")
        };
        var outcomes = entries.Select(ReadOne).ToList();
        var twice = outcomes.GroupBy(outcome => outcome.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ArgumentException($"The outcome '{twice.Key}' stands twice. Give each outcome a name of its own.");

        return outcomes.Count == 0 ? [new TaskOutcome(Usual)] : outcomes;
    }

    /// <summary>
    /// The same, with what the buttons say beside it: a text or an object by outcome. Where no outcome is named, the buttons are the outcomes.
    /// </summary>
    public static IReadOnlyList<TaskOutcome> Read(object? written, object? buttons)
    {
        var told = Opened(buttons) switch
        {
            null or "" => [],
            IReadOnlyDictionary<string, object?> map => map.Select(ReadButton).ToList(),
            var list => Read(list)
        };
        if (told.Count == 0)
            return Read(written);
        return written is null or "" or IReadOnlyCollection<object?> { Count: 0 }
            ? told
            : [.. Read(written).Select(outcome => told.FirstOrDefault(button => button.Name == outcome.Name) ?? outcome)];
    }

    // The designer's editor of JSON keeps it as text.
    static object? Opened(object? written) => written is string text && text.AsSpan().TrimStart() is ['{' or '[', ..] ? Values.TryParseJson(text) ?? written : written;

    static TaskOutcome ReadButton(KeyValuePair<string, object?> button) => button.Value is IReadOnlyDictionary<string, object?> parts
        ? ReadOne(new Dictionary<string, object?>(parts, StringComparer.OrdinalIgnoreCase) { ["name"] = button.Key })
        : new TaskOutcome(button.Key, button.Value as string);

    static TaskOutcome ReadOne(object? entry)
    {
        var outcome = entry switch
        {
            string name => new TaskOutcome(name),
            IReadOnlyDictionary<string, object?> parts => new TaskOutcome(
                Part(parts, "name") as string ?? "",
                Part(parts, "label") as string,
                Part(parts, "negative") is true,
                Part(parts, "group") as string),
            _ => new TaskOutcome("")
        };
        return string.IsNullOrWhiteSpace(outcome.Name)
            ? throw new ArgumentException("An outcome has no name. Write a name, or an object with name, label and negative.")
            : outcome;
    }

    static object? Part(IReadOnlyDictionary<string, object?> parts, string name) =>
        parts.FirstOrDefault(part => string.Equals(part.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
