using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Tells the carrier what to do and waits until it takes note.</summary>
[Activity("BackOffice.InstructCarrier", Category = "Orders", DisplayName = "Instruct carrier",
    Description = "Tells the carrier what to do with the parcel, by mail or by its hook, and waits for the acknowledgement, which comes as a tracking event.",
    Outcomes = ["Acknowledged", "Not acknowledged"], TouchesRecords = true)]
public sealed class InstructCarrierActivity(IMediator requests, IEnumerable<ICarrierChannel> channels) : Activity
{
    const string LimitKind = "Orders.AcknowledgementLimit";

    [Input("The incident.", Required = true)] public Guid IncidentId { get; set; }
    [Input("What to do: redeliver, new-address, pickup, return, tracer or reservation.", Hint = "dropdown", Choices = ["redeliver", "new-address", "pickup", "return", "tracer", "reservation"], Required = true)] public string Instruction { get; set; } = "";
    [Input("How long to wait for the acknowledgement, e.g. 1 BD.")] public string AcknowledgeWithin { get; set; } = "1 BD";
    [Input("Go on without waiting: the acknowledgement is of no consequence.")] public bool DoNotWait { get; set; }

    [Output("The instruction.")] public Guid InstructionId { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        var kind = Words.Outcome<InstructionKind>(Instruction);
        var given = await requests.Send(new GiveInstruction(IncidentId, context.ExecutionId, kind, AcknowledgeWithin), context.Cancel);
        InstructionId = given.Id;
        await ChannelTo(given.Order).Send(given.Order, context.InstanceId, $"{context.InstanceId}/{context.ExecutionId}", context.Cancel);
        context.Note("CarrierInstructed", new Dictionary<string, object?> { ["carrier"] = given.Order.Carrier, ["instruction"] = Instruction, ["by"] = given.Order.Route.By });
        if (given.IsAcknowledged || DoNotWait)
            return Done("Acknowledged");

        var acknowledged = new InstructionAcknowledged(given.Id);
        return Wait(
            new BookmarkRequest(acknowledged.Kind, acknowledged.Key),
            new BookmarkRequest(LimitKind, acknowledged.Key) { DueAt = given.AcknowledgeBy.At, Plan = given.AcknowledgeBy.Plan });
    }

    ICarrierChannel ChannelTo(CarrierOrder order) =>
        channels.FirstOrDefault(channel => channel.By == order.Route.By)
        ?? throw new InvalidOperationException(
            $"Carrier '{order.Carrier}' takes instructions by '{order.Route.By}'; there are channels for {string.Join(", ", channels.Select(channel => channel.By))}.");

    public override Task<ActivityResult> Resume(ActivityContext context, object? news) =>
        Done(context.ResumedKind == LimitKind ? "Not acknowledged" : "Acknowledged");
}
