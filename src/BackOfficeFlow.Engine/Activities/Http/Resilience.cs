using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>
/// How a request that fails in passing is tried again, as a definition says it (<c>customProperties.resilienceStrategy</c>): a strategy of the host
/// by its id, or an expression that gives an id or the strategy itself.
/// </summary>
public sealed class Resilience
{
    const string ExpressionName = "resilienceStrategy";

    readonly string? id;
    readonly bool isExpression;

    Resilience(string? id, bool isExpression) => (this.id, this.isExpression) = (id, isExpression);

    public static Resilience? Read(PartSource source)
    {
        var written = source.Activity.Json.Property("customProperties").Property(ExpressionName);
        if (string.Equals(written.TextOf("mode"), "Expression", StringComparison.OrdinalIgnoreCase))
        {
            source.AddExpression(ExpressionName, written.Property("expression"), typeof(object));
            return new Resilience(null, true);
        }
        return written.TextOf("strategyId") is { Length: > 0 } id ? new Resilience(id, false) : null;
    }

    /// <summary>An id, an object, or null.</summary>
    internal async ValueTask<object?> Evaluate(ActivityContext context) => isExpression ? Values.Normalize(await context.Evaluate(ExpressionName)) : id;
}
