using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>What a carrier's events say to us rather than about a parcel: it has taken note of an instruction, or speaks a word that we do not know.</summary>
public sealed class CarrierReplies(BackOfficeDb db, Stimuli stimuli)
{
    public const string UnknownCodeProcess = "unknown-carrier-code";

    /// <summary>The newest instruction that was open is acknowledged.</summary>
    /// <returns>What was instructed; null when nothing was open.</returns>
    public async Task<InstructionKind?> Acknowledge(Guid shipmentId, DateTimeOffset at, CancellationToken cancel)
    {
        var instruction = await db.Set<CarrierInstruction>()
            .Where(row => row.ShipmentId == shipmentId && row.AcknowledgedAt == null)
            .OrderByDescending(row => row.GivenAt)
            .FirstOrDefaultAsync(cancel);
        if (instruction?.Acknowledge(at) == true)
            stimuli.Tell(new InstructionAcknowledged(instruction.Id), new Dictionary<string, object?> { ["at"] = at });
        return instruction?.Kind;
    }

    /// <summary>One task per carrier and code, however often the code comes while the task is open.</summary>
    public void Alert(CarrierProfile carrier, TrackingEvent happened) => stimuli.Start(new StartInstance(
        UnknownCodeProcess,
        new Dictionary<string, object?> { ["Carrier"] = carrier.Carrier, ["CarrierName"] = carrier.Name, ["Code"] = happened.RawCode, ["Text"] = happened.Text })
    {
        BusinessKey = $"{carrier.Carrier}/{happened.RawCode}",
        Name = $"{carrier.Name}: {happened.RawCode}"
    });
}
