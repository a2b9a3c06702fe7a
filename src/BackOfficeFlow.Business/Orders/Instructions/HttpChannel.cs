using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Messages;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Tells a carrier by its hook: a POST with the instruction as JSON; the key goes along, so that a repetition is noticed.</summary>
sealed class HttpChannel(Outbox outbox) : ICarrierChannel
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public const string Word = "http";

    public string By => Word;

    public Task Send(CarrierOrder order, Guid instanceId, string key, CancellationToken cancel)
    {
        var body = new HookBody(order.InstructionId, order.TrackingNumber, Words.Word(order.Kind), order.Address, order.Postcode, order.On);
        outbox.Add(HookOrder.OutboxKind, key, new HookOrder(order.Route.To, JsonSerializer.Serialize(body, Json)) { Secret = order.Route.Secret }, instanceId: instanceId);
        return Task.CompletedTask;
    }

    sealed record HookBody(Guid InstructionId, string TrackingNumber, string Instruction, string? Address, string? Postcode, DateOnly? Day);
}
