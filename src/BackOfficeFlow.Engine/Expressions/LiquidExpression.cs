using DotLiquid;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>A Liquid template as an expression, with Elsa's names: <c>{{ Variables.X }}</c>, <c>{{ Input.X }}</c>, <c>{{ CorrelationId }}</c>.</summary>
sealed class LiquidExpression : Expression
{
    readonly LiquidTemplate template;

    LiquidExpression(LiquidTemplate template, VariableUse names) => (this.template, Names) = (template, names);

    public override VariableUse Names { get; }

    public static LiquidExpression Prepare(string source)
    {
        try
        {
            return new LiquidExpression(LiquidTemplate.Parse(source), TemplateNames.Find(source));
        }
        catch (LiquidTextException broken)
        {
            throw new ExpressionException(broken.Message, broken);
        }
    }

    public override object? Evaluate(Scope scope)
    {
        var values = new Dictionary<string, object?>
        {
            ["Variables"] = new Lookup(scope.Variables),
            ["Input"] = new Lookup(scope.Input),
            ["CorrelationId"] = scope.CorrelationId,
            ["WorkflowInstanceId"] = scope.InstanceId.ToString(),
            ["WorkflowDefinitionId"] = scope.DefinitionId,
            ["WorkflowDefinitionVersionId"] = scope.DefinitionVersionId,
            ["WorkflowDefinitionVersion"] = scope.DefinitionVersion
        };
        try
        {
            return template.Render(values, scope.Now);
        }
        catch (LiquidTextException broken)
        {
            throw new ExpressionException(broken.Message, broken);
        }
    }

    /// <summary>Members of a map by their exact name; what is not there is empty.</summary>
    sealed class Lookup(IReadOnlyDictionary<string, object?> values) : Drop
    {
        public override object? BeforeMethod(string method) => LiquidTemplate.ToTemplate(values.GetValueOrDefault(method));

        public override bool ContainsKey(object name) => true;
    }
}
