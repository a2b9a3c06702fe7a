using System.Text.Json;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>
/// Which inputs and outputs of a step the journal keeps: what is said of the property, else of the activity, else of the workflow that it stands in,
/// else by the host. Elsa's words, the older form included.
/// </summary>
sealed partial class NodeCompiler
{
    const string LogProperty = "customProperties.logPersistenceConfig";

    LogRule? ofWorkflow;

    LogRule OfWorkflow => ofWorkflow ??= ReadRule(definition.CustomProperties, null, "default", null, LogRule.Of(logs));

    NodeLog? CompileLog(ActivityModel model, Node? parent, IReadOnlyList<NodeInput> inputs, IReadOnlyList<NodeOutput> outputs)
    {
        if (parent is null)
            return null;
        var properties = model.Json.Property("customProperties");
        var usual = ReadRule(properties, null, "default", (model, parent), OfWorkflow);
        var log = new NodeLog(
            [.. inputs.Where(input => !input.IsLazy && !Secrets.IsSecret(input.Name)).Select(input => new LoggedInput(input, ReadRule(properties, "inputs", PropertyAccess.Camel(input.Name), (model, parent), usual)))
                .Where(logged => !logged.Rule.IsNever)],
            [.. outputs.Where(output => output.Access is not null && !Secrets.IsSecret(output.Name)).Select(output => new LoggedOutput(output, ReadRule(properties, "outputs", PropertyAccess.Camel(output.Name), (model, parent), usual)))
                .Where(logged => !logged.Rule.IsNever)]);
        return log.Inputs.Length + log.Outputs.Length == 0 ? null : log;
    }

    LogRule ReadRule(JsonElement properties, string? part, string name, (ActivityModel Model, Node Parent)? place, LogRule otherwise)
    {
        var config = At(properties.Property("logPersistenceConfig"));
        if (config.IsAbsent())
            return Mode(At(properties.Property("logPersistenceMode")).Text(), place, otherwise);
        if (config.ValueKind == JsonValueKind.String)
            return Mode(config.GetString(), place, otherwise);
        if (!string.Equals(config.TextOf("evaluationMode"), "Expression", StringComparison.OrdinalIgnoreCase))
            return Mode(config.TextOf("strategyType"), place, otherwise);
        if (config.Property("expression") is not { ValueKind: JsonValueKind.Object } written)
            return otherwise;
        var expression = expressions.Compile(
            written, place?.Model.Id ?? "", LogProperty, keepsText: true, id => place is { } at ? KnowsVariable(at.Model, at.Parent, id) : definition.Variables.Any(variable => variable.Id == id || variable.Name == id));
        tree.ReadsOutputs |= expression.ReadsOutputs;
        return expression.IsConstant ? Mode(Values.Text(expression.Evaluate(null!)), place, otherwise) : new LogRule(null, expression, otherwise, LogRule.Of(logs));

        JsonElement At(JsonElement element) => (part is null ? element : element.Property(part)).Property(name);
    }

    // Short, or the long name of .NET: Elsa.Workflows.LogPersistence.Strategies.Exclude, Elsa.Workflows.Core
    LogRule Mode(string? written, (ActivityModel Model, Node Parent)? place, LogRule otherwise)
    {
        switch (LogRule.Read(written))
        {
            case LogWord.Include: return LogRule.Of(LogPersistence.Include);
            case LogWord.Exclude: return LogRule.Of(LogPersistence.Exclude);
            case LogWord.Configuration: return LogRule.Of(logs);
            case LogWord.Inherit: return otherwise;
            default:
                findings.Add(Finding.Warning("unknown-log-persistence", place?.Model.Id, LogProperty, written, "Include, Exclude, Inherit, Configuration"));
                return otherwise;
        }
    }
}
