using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace BackOfficeFlow.Web;

/// <summary>
/// The routes that Blazor adds by itself bear no attribute of ours. Circuits are for members only; the framework's script is for everybody.
/// A page states its own policy and keeps it; one that forgot stays closed.
/// </summary>
static class CircuitPolicy
{
    public static void Apply(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<IAuthorizeData>().Any() || endpoint is not RouteEndpointBuilder { RoutePattern.RawText: { } route })
            return;

        var path = route.TrimStart('/');
        if (path.StartsWith("_blazor", StringComparison.Ordinal))
            endpoint.Metadata.Add(new AuthorizeAttribute(Policies.Member));
        else if (path.StartsWith("_framework", StringComparison.Ordinal))
            endpoint.Metadata.Add(new AuthorizeAttribute(Policies.Public));
    }
}
