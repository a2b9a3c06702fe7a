using System.Globalization;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Conformance;

/// <summary>What Elsa's own checks refuse at publish. A step that is wrong in another way fails when it is reached, there as here.</summary>
static class Refusals
{
    static readonly string[] Codes = ["malformed-json", "not-an-object", "cron-invalid"];

    public static IReadOnlyList<string> Of(Compiler compiler, byte[] file, out WorkflowDefinition? definition)
    {
        var read = DefinitionReader.Read(file);
        definition = read.Definition;
        var findings = definition is null ? read.Findings : [.. read.Findings, .. compiler.Compile(definition).Findings];
        return [.. findings.Where(finding => finding.Severity == Severity.Error && Codes.Contains(finding.Code)).Select(finding => FindingTexts.Say(finding, CultureInfo.InvariantCulture))];
    }
}
