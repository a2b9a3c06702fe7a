using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>Calendars as something that designers configure: workflows/shared/calendars/*.json.</summary>
sealed class CalendarKind : IConfigurationKind
{
    public const string Name = "calendar";

    public string Kind => Name;
    public string Folder => "calendars";

    public IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content) => CalendarReader.Read(content).Findings.AsConfiguration();
}
