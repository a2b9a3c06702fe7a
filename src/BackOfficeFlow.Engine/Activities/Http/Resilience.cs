using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>
/// How a call that fails in passing is made again, as a definition says it (<c>customProperties.resilienceStrategy</c>): a strategy of the host
/// by its id, one that is written out, or an expression that gives either. The call is made again outside; the step itself is not run again.
/// </summary>
public sealed class Resilience
{
    const string Property = "resilienceStrategy";

    readonly object? written;
    readonly bool isExpression;

    Resilience(object? written, bool isExpression) => (this.written, this.isExpression) = (written, isExpression);

    public static Resilience? Read(PartSource source)
    {
        var json = source.Activity.Json.Property("customProperties").Property(Property);
        if (json.ValueKind == JsonValueKind.String)
            return new Resilience(json.GetString(), false);
        if (json.TextOf("mode")?.ToUpperInvariant() is "EXPRESSION" or "1")
        {
            source.AddExpression(Property, json.Property("expression"), typeof(object));
            return new Resilience(null, true);
        }
        if (json.TextOf("strategyId") is { Length: > 0 } id)
            return new Resilience(id, false);
        return json.ValueKind == JsonValueKind.Object && json.TextOf("mode") is null && !Values.IsTooDeep(json) ? new Resilience(Values.FromJson(json), false) : null;
    }

    /// <summary>An id, an object, or null.</summary>
    internal async ValueTask<object?> Evaluate(ActivityContext context) => isExpression ? Values.Normalize(await context.Evaluate(Property)) : written;
}
