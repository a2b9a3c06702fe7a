using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// What a room knows to be wrong in a definition that the engine cannot know: a form that is not there, a timer in the past. Asked before a
/// definition is published, whatever way it comes; registered in the scope of a request.
/// </summary>
public interface IDefinitionCheck
{
    Task<IReadOnlyList<ConfigurationFinding>> Check(CheckedDefinition definition, CancellationToken cancel);
}

/// <summary>A definition as it would run.</summary>
/// <param name="Workflow">Compiled, perhaps with errors of its own.</param>
/// <param name="Area">Where its forms, tables and texts are looked for, e.g. "orders".</param>
public sealed record CheckedDefinition(Workflow Workflow, string Area)
{
    /// <summary>The steps that the designer drew in it; those of workflows that it uses are checked where they are published.</summary>
    public IEnumerable<Node> Steps => Workflow.Nodes.Values.Where(node => node.IsOwn && node.Parent is not null);

    /// <summary>An input of a step is wrong: the definition is not published.</summary>
    public static ConfigurationFinding Error(Node step, string input, string message) => new(step.Id, Say(step, input, message));

    /// <summary>An input of a step will surprise: whoever publishes is asked.</summary>
    public static ConfigurationFinding Warning(Node step, string input, string message) => new(step.Id, Say(step, input, message), IsError: false);

    static string Say(Node step, string input, string message) => $"{step.Id}.{char.ToLowerInvariant(input[0])}{input[1..]}: {message}";
}
