using System.Text;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>What scripts may name, as TypeScript declares it: for an editor that completes names.</summary>
public static class ScriptDeclarations
{
    /// <summary>Beside those of the language, for every script.</summary>
    internal static readonly IReadOnlyList<string> Functions =
    [
        "getWorkflowDefinitionId(): string", "getWorkflowDefinitionVersionId(): string", "getWorkflowDefinitionVersion(): number", "getWorkflowInstanceId(): string",
        "getCorrelationId(): string", "setCorrelationId(value: string): void", "getWorkflowInstanceName(): string", "setWorkflowInstanceName(value: string): void",
        "getVariable(name: string): any", "setVariable(name: string, value: any): void", "getInput(name: string): any",
        "getOutputFrom(activityName: string, outputName?: string): any", "getLastResult(): any", "setOutcome(name: string): void", "setOutcomes(names: string[]): void",
        "toJson(value: any): string", "isNullOrEmpty(value: string): boolean", "isNullOrWhiteSpace(value: string): boolean", "parseGuid(value: string): string",
        "newGuid(): string", "newGuidString(): string", "newShortGuid(): string", "getGuidString(): string", "getShortGuid(): string",
        "stringToBase64(value: string): string", "stringFromBase64(value: string): string", "bytesFromString(value: string): string", "bytesToString(value: string): string",
        "streamToBytes(value: string): string", "readStreamAsText(value: string): string", "streamToBase64(value: string): string", "bytesToBase64(value: string): string", "bytesFromBase64(value: string): string"
    ];

    /// <param name="definition">The process whose variables and inputs are declared too.</param>
    /// <param name="outputs">Which outputs its steps leave, by the step's name.</param>
    public static string Of(WorkflowDefinition? definition, IEnumerable<(string Activity, string Output)> outputs)
    {
        var text = new StringBuilder();
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var function in Functions)
            Add(function);
        if (definition is null)
            return text.ToString();

        text.Append("declare const variables: {\n");
        foreach (var variable in definition.Variables.Where(variable => IsName(variable.Name)))
            text.Append("  ").Append(variable.Name).Append(": ").Append(TypeOf(variable.TypeName, variable.IsArray)).Append(";\n");
        // By an index any other is reached, whatever it is called.
        text.Append("  [name: string]: any;\n};\n");
        foreach (var variable in definition.Variables.Where(variable => IsName(Spelling.Of(variable.Name))))
        {
            Add($"get{Spelling.Of(variable.Name)}(): {TypeOf(variable.TypeName, variable.IsArray)}");
            Add($"set{Spelling.Of(variable.Name)}(value: {TypeOf(variable.TypeName, variable.IsArray)}): void");
        }
        foreach (var input in definition.Inputs.Where(input => IsName(Spelling.Of(input.Name))))
            Add($"get{Spelling.Of(input.Name)}(): {TypeOf(input.TypeName, input.IsArray)}");
        foreach (var (activity, output) in outputs.Where(each => IsName(each.Activity)))
            Add($"get{output}From{activity}(): any");
        return text.ToString();

        void Add(string function)
        {
            if (said.Add(function[..function.IndexOf('(', StringComparison.Ordinal)]))
                text.Append("declare function ").Append(function).Append(";\n");
        }
    }

    static bool IsName(string name) => name.Length > 0 && (char.IsLetter(name[0]) || name[0] is '_' or '$') && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '$');

    static string TypeOf(string? typeName, bool isArray)
    {
        var type = Values.TypeOf(typeName);
        var name = type == typeof(bool) ? "boolean"
            : type is { IsPrimitive: true } || type == typeof(decimal) ? "number"
            : type is null || type == typeof(object) || type == typeof(Dictionary<string, object?>) ? "any"
            : type == typeof(List<object?>) ? "any[]"
            : type == typeof(DateTimeOffset) || type == typeof(DateOnly) ? "any"
            : "string";
        return isArray ? name + "[]" : name;
    }
}
