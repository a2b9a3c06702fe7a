using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Tables;

/// <summary>Decision tables as something that designers configure: workflows/{area}/tables/*.json.</summary>
sealed class TableKind : IConfigurationKind
{
    public string Kind => ConfigurationKinds.Table;
    public string Folder => "tables";

    public IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content) => TableReader.Read(content).Findings.AsConfiguration();
}
