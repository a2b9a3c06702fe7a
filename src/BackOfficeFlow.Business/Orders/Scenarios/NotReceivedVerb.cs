using System.Text.Json;
using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Scenarios;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>The customer says that the parcel did not come: { "notReceived": "RX1" }.</summary>
sealed class NotReceivedVerb : IScenarioVerb
{
    public string Name => "notReceived";

    public async Task Do(JsonElement step, ScenarioRun run, CancellationToken cancel)
    {
        var tracking = ScenarioRun.RequiredText(step, Name);
        var shipment = await run.Read<BackOfficeDb, Shipment>(db => db.Set<Shipment>().AsNoTracking().FirstAsync(row => row.TrackingNumber == tracking, cancel), cancel);
        await run.Send(new ReportNotReceived(shipment.Id), null, cancel);
    }
}
