namespace BackOfficeFlow.Engine.Expressions;

/// <summary>A script as an expression.</summary>
sealed class JavaScriptExpression(JavaScript script, JavaScriptPool pool) : Expression
{
    public override bool ReadsOutputs => script.ReadsOutputs;
    public override VariableUse Names => script.Names;

    public override object? Evaluate(Scope scope) => pool.Run(script, scope, null);

    /// <summary>Runs the script and gives the outcomes that it set (RunJavaScript).</summary>
    public object? Evaluate(Scope scope, List<string> outcomes) => pool.Run(script, scope, outcomes);
}
