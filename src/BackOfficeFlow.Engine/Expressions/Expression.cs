namespace BackOfficeFlow.Engine.Expressions;

/// <summary>A prepared expression: parsed once when the definition is compiled, evaluated any number of times, on any thread.</summary>
public abstract class Expression
{
    /// <summary>A value of the engine's domain.</summary>
    public abstract object? Evaluate(Scope scope);

    /// <summary>Gives the same value always, so that it is converted once.</summary>
    public virtual bool IsConstant => false;

    /// <summary>Reads outputs of earlier activities: only then are they kept.</summary>
    public virtual bool ReadsOutputs => false;

    /// <summary>The variables that it names, for a look at a definition before it runs.</summary>
    public virtual VariableUse Names => VariableUse.None;
}

/// <summary>A value as it was written.</summary>
sealed class LiteralExpression(object? value) : Expression
{
    public override bool IsConstant => true;
    public override object? Evaluate(Scope scope) => value;
}

/// <summary>A variable, by its id; by its name where the id is unknown.</summary>
sealed class VariableExpression(string id, string? name) : Expression
{
    public override object? Evaluate(Scope scope)
    {
        if (scope.TryGetVariableById(id, out var value) || (name is not null && scope.TryGetVariable(name, out value)))
            return value;
        throw new ExpressionException($"Variable '{name ?? id}' not found.");
    }
}

/// <summary>An input that the instance was started with.</summary>
sealed class InputExpression(string name) : Expression
{
    public override object? Evaluate(Scope scope) => scope.GetInput(name);
}

/// <summary>An expression that cannot work: running it says why.</summary>
sealed class BrokenExpression(string message) : Expression
{
    public override object? Evaluate(Scope scope) => throw new ExpressionException(message);
}

/// <summary>An expression failed: its message is for the designer.</summary>
public sealed class ExpressionException : Exception
{
    public ExpressionException(string message) : base(message) { }
    public ExpressionException(string message, Exception inner) : base(message, inner) { }
}
