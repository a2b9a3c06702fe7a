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

    public IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content) => Check(content, UsableWorkflows.None);

    /// <summary>Checks it among the workflows that may stand in it as steps.</summary>
    public async Task<IReadOnlyList<ConfigurationFinding>> Check(ReadOnlyMemory<byte> content, Func<Task<UsableWorkflows>> usable) =>
        Check(content, DefinitionReader.Read(content).Definition is { } definition && compiler.UsesOthers(definition) ? await usable() : UsableWorkflows.None);

    IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content, UsableWorkflows usable)
    {
        var read = DefinitionReader.Read(content);
        var compiled = read.Definition is null || read.HasErrors ? [] : compiler.Compile(read.Definition, usable).Findings;
        return [.. read.Findings.Concat(compiled).Select(Say)];
    }

    static ConfigurationFinding Say(Finding finding) => new(
        finding.ActivityId ?? finding.Property ?? "", FindingTexts.Say(finding, CultureInfo.CurrentUICulture), finding.Severity == Severity.Error);
}
