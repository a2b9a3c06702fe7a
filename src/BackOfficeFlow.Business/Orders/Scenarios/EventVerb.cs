using System.Globalization;
using System.Text.Json;
using BackOfficeFlow.Work.Scenarios;

namespace BackOfficeFlow.Business.Orders;

/// <summary>A carrier tells something: { "event": "AUS", "tracking": "RX1" }. It happens now.</summary>
sealed class EventVerb : IScenarioVerb
{
    public string Name => "event";

    public Task Do(JsonElement step, ScenarioRun run, CancellationToken cancel)
    {
        var code = ScenarioRun.RequiredText(step, Name);
        var tracking = ScenarioRun.RequiredText(step, "tracking");
        var id = ScenarioRun.Text(step, "id") ?? $"{tracking}-{code}-{run.Now.UtcTicks}";
        return run.Send(
            new RecordTrackingEvent(ScenarioRun.Text(step, "carrier") ?? "rapidex", id, tracking, code, run.Now)
            {
                NewEta = ScenarioRun.Text(step, "newEta") is { } eta ? DateOnly.Parse(eta, CultureInfo.InvariantCulture) : null
            },
            null, cancel);
    }
}
