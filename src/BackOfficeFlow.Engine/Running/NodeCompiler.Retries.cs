using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>How a step is tried again: by a strategy of the host, by one that the step brings, or by what an expression says when it has failed.</summary>
sealed partial class NodeCompiler
{
    const string RetryProperty = "customProperties.resilienceStrategy";

    /// <param name="model">The step.</param>
    /// <param name="parent">What it stands in.</param>
    /// <param name="makesCalls">Its calls are made again outside, by the same strategy; the step itself is not.</param>
    NodeRetry? CompileRetry(ActivityModel model, Node? parent, bool makesCalls = false)
    {
        var retry = ReadRetry(model, parent, makesCalls);
        return makesCalls ? null : retry;
    }

    NodeRetry? ReadRetry(ActivityModel model, Node? parent, bool makesCalls)
    {
        var json = model.Json.Property("customProperties").Property("resilienceStrategy");
        // The workflow itself is no step.
        if (parent is null || json.IsAbsent() || Values.IsTooDeep(json))
            return null;
        if (json.ValueKind == JsonValueKind.String)
            return Named(model, json.GetString()!);
        switch (json.TextOf("mode")?.ToUpperInvariant())
        {
            case "EXPRESSION" or "1" when makesCalls:
                return null;
            case "EXPRESSION" or "1":
                return CompileRetryExpression(model, parent, json.Property("expression"));
            case null when RetryStrategy.IsWritten(json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().Select(member => member.Name) : []):
                return Own(model, Values.FromJson(json));
            default:
                return Named(model, json.TextOf("strategyId") ?? "");
        }
    }

    NodeRetry? CompileRetryExpression(ActivityModel model, Node parent, JsonElement json)
    {
        if (json.IsAbsent())
            return null;
        var expression = expressions.Compile(json, model.Id, RetryProperty, keepsText: true, name => KnowsVariable(model, parent, name));
        tree.ReadsOutputs |= expression.ReadsOutputs;
        if (!expression.IsConstant)
            return new NodeRetry(null, expression, retries);
        return expression.Evaluate(null!) is string name ? Named(model, name) : Own(model, expression.Evaluate(null!));
    }

    // As in Elsa, a strategy that the host does not have is none: the step fails at its first fault.
    NodeRetry? Named(ActivityModel model, string id)
    {
        if (string.IsNullOrWhiteSpace(id))
            return null;
        if (NodeRetry.Find(retries, id) is { } known)
            return new NodeRetry(known, null, retries);
        findings.Add(Finding.Warning("unknown-retry-strategy", model.Id, RetryProperty, id, retries.Count == 0 ? "–" : string.Join(", ", retries.Select(strategy => strategy.Id))));
        return null;
    }

    NodeRetry? Own(ActivityModel model, object? written)
    {
        var (strategy, problem) = written is Dictionary<string, object?> members ? RetryStrategy.Read(members) : (null, Values.Text(written) ?? "null");
        if (strategy is not null)
            return new NodeRetry(strategy, null, retries);
        findings.Add(Finding.Error("retry-strategy-does-not-fit", model.Id, RetryProperty, problem));
        return null;
    }
}

/// <summary>The strategy by which a step is tried again, or the expression that says which.</summary>
sealed record NodeRetry(RetryStrategy? Fixed, Expression? Chosen, IReadOnlyList<RetryStrategy> Known)
{
    public static RetryStrategy? Find(IReadOnlyList<RetryStrategy> known, string id) => known.FirstOrDefault(strategy => strategy.Id == id);

    /// <summary>What an expression that was evaluated just now means; null: no retry.</summary>
    public RetryStrategy? Read(object? chosen) => chosen switch
    {
        string id => Find(Known, id),
        Dictionary<string, object?> written => RetryStrategy.Read(written).Strategy,
        _ => null
    };
}
