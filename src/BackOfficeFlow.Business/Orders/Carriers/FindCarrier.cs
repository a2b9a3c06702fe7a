using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>The key of a carrier that is known; an unknown one is refused with the list of the known.</summary>
[SentBy(Senders.Product, Scope = ApiScopes.Tracking)]
public sealed record FindCarrier(string Carrier) : IRequest<string>
{
    public sealed class Handler(Carriers carriers) : IRequestHandler<FindCarrier, string>
    {
        public async Task<string> Handle(FindCarrier request, CancellationToken cancel) => (await carriers.Find(request.Carrier, cancel)).Carrier;
    }
}
