using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>Prepares the expressions of a definition. What does not parse becomes a finding and an expression that fails when it runs.</summary>
sealed class ExpressionCompiler(JavaScriptPool scripts, List<Finding> findings, bool strict)
{
    /// <summary>Languages that Elsa has and we do not run: a definition is data and must not reach the host.</summary>
    static readonly HashSet<string> HostLanguages = new(StringComparer.Ordinal) { "CSharp", "Python", "C#" };

    public static readonly IReadOnlyList<string> Languages = ["Literal", "Object", "Json", "Variable", "Input", "JavaScript", "Liquid"];

    // keepsText: the target takes any value, so text that is no JSON stays text.
    public Expression Compile(JsonElement expression, string activityId, string property, bool keepsText, Func<string, bool> knowsVariable)
    {
        var type = expression.TextOf("type") ?? "Literal";
        var value = expression.Property("value");
        switch (type)
        {
            case "Literal":
                return CompileLiteral(value, activityId, property);
            case "Object" or "Json":
                return CompileObject(value, activityId, property, keepsText);
            case "Variable":
                return CompileVariable(value, activityId, property, knowsVariable);
            case "Input":
                // Elsa finds nothing under a bare name; hosts that want what Elsa does are lenient.
                return value.ValueKind == JsonValueKind.String && !strict ? new LiteralExpression(null) : new InputExpression(value.Text() ?? value.TextOf("name") ?? "");
            case "JavaScript":
                return CompileScript(value.Text() ?? "", activityId, property);
            case "Liquid":
                return CompileTemplate(value.Text() ?? "", activityId, property);
            default:
                findings.Add(HostLanguages.Contains(type)
                    ? Finding.Error("language-not-allowed", activityId, property, type)
                    : Finding.Error("unknown-language", activityId, property, type, string.Join(", ", Languages)));
                return strict || HostLanguages.Contains(type) ? new BrokenExpression($"The expression language '{type}' is not known here.") : new LiteralExpression(null);
        }
    }

    LiteralExpression CompileLiteral(JsonElement value, string activityId, string property)
    {
        if (!Values.IsTooDeep(value))
            return new LiteralExpression(Values.FromJson(value));
        findings.Add(Finding.Error("value-too-deep", activityId, property, Values.MaxNesting));
        return new LiteralExpression(null);
    }

    LiteralExpression CompileObject(JsonElement value, string activityId, string property, bool keepsText)
    {
        if (value.ValueKind != JsonValueKind.String)
            return CompileLiteral(value, activityId, property);
        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
            return new LiteralExpression(null);
        try
        {
            return new LiteralExpression(Values.ParseJson(text));
        }
        catch (JsonException broken)
        {
            if (!keepsText || text.AsSpan().TrimStart() is ['{' or '[', ..])
                findings.Add(Finding.Warning("value-is-no-json", activityId, property, broken.Message));
            return new LiteralExpression(text);
        }
    }

    VariableExpression CompileVariable(JsonElement value, string activityId, string property, Func<string, bool> knowsVariable)
    {
        var id = value.Text() ?? value.TextOf("id") ?? value.TextOf("name") ?? "";
        var name = value.TextOf("name");
        if (!knowsVariable(id) && (name is null || !knowsVariable(name)))
            findings.Add(Finding.Warning("unknown-variable", activityId, property, name ?? id));
        return new VariableExpression(id, name);
    }

    Expression CompileScript(string source, string activityId, string property)
    {
        try
        {
            return new JavaScriptExpression(JavaScript.Prepare(source), scripts);
        }
        catch (ScriptSyntaxException broken)
        {
            findings.Add(Finding.Error("script-does-not-parse", activityId, property, broken.Line, broken.Column, broken.Message));
            return new BrokenExpression(broken.Message);
        }
    }

    Expression CompileTemplate(string source, string activityId, string property)
    {
        if (string.IsNullOrWhiteSpace(source))
            return new LiteralExpression(null);
        try
        {
            return LiquidExpression.Prepare(source);
        }
        catch (ExpressionException broken)
        {
            findings.Add(Finding.Error("template-does-not-parse", activityId, property, broken.Message));
            return new BrokenExpression(broken.Message);
        }
    }

    /// <summary>A script that an activity runs itself (RunJavaScript).</summary>
    public Expression Script(string source, string activityId, string property) => CompileScript(source, activityId, property);
}
