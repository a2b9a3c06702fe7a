using System.Globalization;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>Process definitions: the JSON files of an area's folder itself. One that does not compile is not published.</summary>
sealed class DefinitionKind(Compiler compiler) : IConfigurationKind
{
    public string Kind => ConfigurationKinds.Definition;
    public string Folder => "";

    public bool Takes(string fileName) => !fileName.StartsWith("texts.", StringComparison.OrdinalIgnoreCase);

    public string KeyOf(string area, string fileName, ReadOnlyMemory<byte> content) =>
        DefinitionReader.Read(content).Definition is { DefinitionId.Length: > 0 } definition ? definition.DefinitionId : fileName;

    public IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content)
    {
        var read = DefinitionReader.Read(content);
        var compiled = read.Definition is null || read.HasErrors ? [] : compiler.Compile(read.Definition).Findings;
        return [.. read.Findings.Concat(compiled).Select(Say)];
    }

    static ConfigurationFinding Say(Finding finding) => new(
        finding.ActivityId ?? finding.Property ?? "", FindingTexts.Say(finding, CultureInfo.CurrentUICulture), finding.Severity == Severity.Error);
}
