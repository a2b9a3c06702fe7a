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

    public IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content) => Compile(content, UsableWorkflows.None).Findings;

    /// <summary>What would run, among the workflows that may stand in it as steps, and what is wrong; nothing would run when it cannot be read.</summary>
    public async Task<(Workflow? Workflow, IReadOnlyList<ConfigurationFinding> Findings)> Compile(ReadOnlyMemory<byte> content, Func<Task<UsableWorkflows>> usable) =>
        Compile(content, DefinitionReader.Read(content).Definition is { } definition && compiler.UsesOthers(definition) ? await usable() : UsableWorkflows.None);

    (Workflow? Workflow, IReadOnlyList<ConfigurationFinding> Findings) Compile(ReadOnlyMemory<byte> content, UsableWorkflows usable)
    {
        var read = DefinitionReader.Read(content);
        var compiled = read.Definition is null || read.HasErrors ? null : compiler.Compile(read.Definition, usable);
        return (compiled?.Workflow, [.. read.Findings.Concat(compiled?.Findings ?? []).Select(Say)]);
    }

    static ConfigurationFinding Say(Finding finding) => new(
        finding.ActivityId ?? finding.Property ?? "", FindingTexts.Say(finding, CultureInfo.CurrentUICulture), finding.Severity == Severity.Error);
}
