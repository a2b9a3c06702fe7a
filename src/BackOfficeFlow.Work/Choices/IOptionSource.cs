namespace BackOfficeFlow.Work.Choices;

/// <summary>A list from which an input of a step is chosen while a process is drawn: the queues of the company, its forms. An input names it by <c>Options</c>.</summary>
public interface IOptionSource
{
    string Name { get; }

    /// <param name="others">What the other inputs of the step hold, by their name in JSON, as far as it is plain text.</param>
    /// <param name="cancel">Whoever asked has gone.</param>
    Task<IReadOnlyList<Option>> Find(IReadOnlyDictionary<string, string> others, CancellationToken cancel);
}

/// <summary>One choice: what stands in the definition, and what people read.</summary>
public sealed record Option(string Value, string Text);
