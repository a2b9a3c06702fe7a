using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>Calendars as something that designers configure: workflows/shared/calendars/*.json.</summary>
sealed class CalendarKind(TimeProvider clock) : IConfigurationKind
{
    public const string Name = "calendar";

    public string Kind => Name;
    public string Folder => "calendars";

    public IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content)
    {
        var reading = CalendarReader.Read(content);
        return reading.Findings.Concat(Doubts(reading.Calendar)).ToList().AsConfiguration();
    }

    // Missing holidays make no term wrong unseen (it is refused), but whoever publishes should hear of them before that.
    IEnumerable<DocumentFinding> Doubts(Calendar? calendar) => calendar?.Coverage(clock.GetUtcNow()) switch
    {
        CalendarCoverage.EndsSoon => [Doubt("HolidaysEnd", calendar.FirstYear, calendar.LastYear)],
        CalendarCoverage.None => [Doubt("NoHolidays")],
        _ => [],
    };

    static DocumentFinding Doubt(string code, params object?[] arguments) => new(Texts.All, code, "holidays", arguments) { Weight = FindingWeight.Warning };
}
