namespace BackOfficeFlow.Engine.Expressions;

/// <summary>What an expression sees of the running instance, from the step that it belongs to.</summary>
public abstract class Scope
{
    public abstract Guid InstanceId { get; }
    public abstract string DefinitionId { get; }
    public abstract string DefinitionVersionId { get; }
    public abstract int DefinitionVersion { get; }
    public abstract DateTimeOffset Now { get; }
    public abstract string? CorrelationId { get; set; }
    public abstract string? InstanceName { get; set; }

    /// <summary>By name, nearest container first.</summary>
    public abstract bool TryGetVariable(string name, out object? value);
    public abstract bool TryGetVariableById(string id, out object? value);
    public abstract void SetVariable(string name, object? value);

    /// <summary>Visible variables by name, the nearest of each name.</summary>
    public abstract IReadOnlyDictionary<string, object?> Variables { get; }
    public abstract IReadOnlyDictionary<string, object?> Input { get; }
    public abstract object? GetInput(string name);
    public abstract bool HasInput(string name);

    /// <summary>Whether an accessor of this name gives an input of the workflow, although there is a variable of the name.</summary>
    public virtual bool HidesVariable(string input) => false;
    public abstract bool TryGetOutput(string activity, string output, out object? value);
    public abstract object? LastResult { get; }

    /// <summary>A value that is there for this evaluation only.</summary>
    public abstract bool TryGetExtra(string name, out object? value);
}
