using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Forms;

/// <summary>Forms as something that designers configure: workflows/{area}/forms/*.json.</summary>
sealed class FormKind : IConfigurationKind
{
    public string Kind => ConfigurationKinds.Form;
    public string Folder => "forms";

    public IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content) => FormReader.Read(content).Findings.AsConfiguration();
}
