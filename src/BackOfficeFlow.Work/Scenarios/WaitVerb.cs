using System.Globalization;
using System.Text.Json;
using BackOfficeFlow.Work.Calendars;

namespace BackOfficeFlow.Work.Scenarios;

/// <summary>Time passes: { "wait": "3 H" }, { "wait": "1 BD" }, or up to an instant { "wait": "2026-11-05T10:00:00+01:00" }.</summary>
sealed class WaitVerb : IScenarioVerb
{
    public string Name => "wait";

    public Task Do(JsonElement step, ScenarioRun run, CancellationToken cancel)
    {
        var text = ScenarioRun.RequiredText(step, Name);
        var until = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && text.Contains('T', StringComparison.Ordinal)
            ? instant
            : DueDates.From(run.Now, text, StandardCalendars.Spain);
        return run.MoveTo(until, cancel);
    }
}
