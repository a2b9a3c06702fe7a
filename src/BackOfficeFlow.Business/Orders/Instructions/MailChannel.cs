using BackOfficeFlow.Work.Messages;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Tells a carrier by mail, from the template "carrier-instruction" in the carrier's language.</summary>
sealed class MailChannel(IMediator requests) : ICarrierChannel
{
    const string Template = "orders/carrier-instruction";

    public string By => "mail";

    public Task Send(CarrierOrder order, Guid instanceId, string key, CancellationToken cancel) =>
        requests.Send(new SendMessage(Template, order.Route.To, Arguments(order), key) { InstanceId = instanceId, Language = order.Route.Language, Urgent = true }, cancel);

    static Dictionary<string, object?> Arguments(CarrierOrder order) => new()
    {
        ["tracking"] = order.TrackingNumber,
        ["kind"] = order.Kind.Code(),
        ["recipient"] = order.Recipient,
        ["address"] = order.Address,
        ["postcode"] = order.Postcode,
        ["day"] = order.On
    };
}
