using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Calendars;

namespace BackOfficeFlow.Business.Orders;

/// <summary>
/// Notices a parcel that nobody hears of: one timer per shipment for silence, moved by each event, and one for the day promised. No scan at night.
/// </summary>
public sealed class ParcelWatch(Timers timers, Deadlines deadlines)
{
    public const string Silence = "orders.silence";
    public const string Promise = "orders.promise";

    public async Task Begin(Shipment shipment, CarrierProfile carrier, DateOnly? promisedOn, CancellationToken cancel)
    {
        await HeardOf(shipment, carrier, cancel);
        if ((promisedOn ?? shipment.PromisedOn) is { } promised && !shipment.IsOver)
            Arm(Promise, shipment, await PromiseMissedAt(promised, cancel));
    }

    /// <summary>Something was heard of the parcel: silence is counted from there, or no more.</summary>
    public async Task HeardOf(Shipment shipment, CarrierProfile carrier, CancellationToken cancel)
    {
        if (shipment.IsOver)
            Stop(shipment.Id);
        else
            Arm(Silence, shipment, await SilentAt(shipment, carrier, cancel));
    }

    public void Stop(Guid shipmentId)
    {
        timers.Disarm(Silence, shipmentId.ToString());
        timers.Disarm(Promise, shipmentId.ToString());
    }

    void Arm(string kind, Shipment shipment, PlannedTime due) => timers.Arm(kind, shipment.Id.ToString(), due.At, plan: due.Plan);

    public Task<PlannedTime> SilentAt(Shipment shipment, CarrierProfile carrier, CancellationToken cancel) =>
        deadlines.Plan(shipment.LastHeardOf, [carrier.SilentFor], cancel);

    /// <summary>One business day after the end of the day promised.</summary>
    public async Task<PlannedTime> PromiseMissedAt(DateOnly promised, CancellationToken cancel) =>
        await deadlines.Plan(await deadlines.EndOf(promised, cancel), ["1 BD"], cancel);
}
