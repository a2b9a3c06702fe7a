using System.Globalization;
using System.Text;
using DotLiquid;
using DotLiquid.Exceptions;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>A Liquid template as an expression, with Elsa's names: <c>{{ Variables.X }}</c>, <c>{{ Input.X }}</c>, <c>{{ CorrelationId }}</c>.</summary>
sealed class LiquidExpression : Expression
{
    const int MaxIterations = 100_000;

    readonly Template template;

    LiquidExpression(Template template) => this.template = template;

    public static LiquidExpression Prepare(string source)
    {
        try
        {
            var template = Template.Parse(source, SyntaxCompatibility.DotLiquid22a);
            template.MakeThreadSafe();
            return new LiquidExpression(template);
        }
        catch (SyntaxException broken)
        {
            throw new ExpressionException(broken.Message, broken);
        }
        catch (Exception broken) when (broken is System.ArgumentException or InvalidOperationException or FormatException)
        {
            throw new ExpressionException(broken.Message, broken);
        }
    }

    public override object? Evaluate(Scope scope)
    {
        var values = Hash.FromDictionary(new Dictionary<string, object?>
        {
            ["Variables"] = new Lookup(scope.Variables),
            ["Input"] = new Lookup(scope.Input),
            ["CorrelationId"] = scope.CorrelationId,
            ["WorkflowInstanceId"] = scope.InstanceId.ToString(),
            ["WorkflowDefinitionId"] = scope.DefinitionId,
            ["WorkflowDefinitionVersionId"] = scope.DefinitionVersionId,
            ["WorkflowDefinitionVersion"] = scope.DefinitionVersion
        });
        var parameters = new RenderParameters(CultureInfo.InvariantCulture)
        {
            LocalVariables = values,
            Filters = [typeof(LiquidFilters)],
            ErrorsOutputMode = ErrorsOutputMode.Rethrow,
            MaxIterations = MaxIterations,
            Timeout = 5_000,
            SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a
        };
        try
        {
            return template.Render(parameters);
        }
        catch (Exception broken) when (broken is LiquidException or System.TimeoutException or FormatException or InvalidCastException or System.ArgumentException or OverflowException)
        {
            throw new ExpressionException(broken.Message, broken);
        }
    }

    /// <summary>Members of a map, found in any case of their first letter; what is not there is empty.</summary>
    sealed class Lookup(IReadOnlyDictionary<string, object?> values) : Drop
    {
        public override object? BeforeMethod(string method) => ToTemplate(values.TryGetValue(method, out var value) ? value : Other(method));

        object? Other(string method) => values.FirstOrDefault(pair => string.Equals(pair.Key, method, StringComparison.OrdinalIgnoreCase)).Value;

        public override bool ContainsKey(object name) => true;
    }

    static object? ToTemplate(object? value) => value switch
    {
        Dictionary<string, object?> map => Hash.FromDictionary(map.ToDictionary(pair => pair.Key, pair => ToTemplate(pair.Value))),
        List<object?> list => list.ConvertAll(ToTemplate),
        DateTimeOffset or DateOnly or TimeSpan or Guid or byte[] => Values.Text(value),
        long or decimal or double or bool or string or null => value,
        _ => ToTemplate(Values.Normalize(value))
    };

    /// <summary>Filters that Elsa adds to Liquid.</summary>
    static class LiquidFilters
    {
        public static string Json(object? input) => Values.ToJson(FromTemplate(input));

        public static string Base64(string? input) => Convert.ToBase64String(Encoding.UTF8.GetBytes(input ?? ""));

        public static List<string> Keys(object? input) => input is Hash map ? [.. map.Keys] : [];

        static object? FromTemplate(object? value) => value switch
        {
            Hash map => map.ToDictionary(pair => pair.Key, pair => FromTemplate(pair.Value), StringComparer.Ordinal),
            IEnumerable<object?> list => list.Select(FromTemplate).ToList(),
            _ => Values.Normalize(value)
        };
    }
}
