using System.Globalization;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Templates as configuration: files in workflows/{area}/templates.</summary>
sealed class TemplateKind : IConfigurationKind
{
    public string Kind => ConfigurationKinds.Template;
    public string Folder => "templates";

    public IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content) =>
        [.. TemplateCheck.Read(content).Findings.Select(finding => new ConfigurationFinding(finding.Place, finding.Say(CultureInfo.CurrentUICulture)))];
}
