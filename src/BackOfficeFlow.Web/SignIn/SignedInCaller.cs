using System.Security.Claims;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Components.Authorization;

namespace BackOfficeFlow.Web;

/// <summary>The caller behind a page, an endpoint or an API key.</summary>
sealed class SignedInCaller(IHttpContextAccessor http, AuthenticationStateProvider circuit, KnownMembers members) : ICallerSource
{
    static readonly Caller Nobody = new(null, null, "nobody");

    public async ValueTask<Caller> Find(CancellationToken cancel)
    {
        var (user, operationId) = await Who();
        if (user.TenantId() is not { } tenantId)
            return user.UserId() is { } homeless ? new Caller(null, homeless, user.Identity?.Name ?? "") : Nobody;

        if (user.UserId() is not { } userId)
            return new Caller(tenantId, null, $"API key {user.Identity?.Name}")
            {
                Scopes = user.FindAll(MemberClaims.Scope).Select(claim => claim.Value).ToHashSet(),
                OperationId = operationId
            };

        var known = await members.Find(tenantId, userId, cancel);
        return known.Member is not { } member
            ? Nobody
            : new Caller(tenantId, userId, member.Name) { Roles = member.Roles.ToHashSet(), Queues = known.Queues, OperationId = operationId };
    }

    // In a circuit the accessor still shows the request that opened it, hours ago: there the circuit's own state counts.
    async Task<(ClaimsPrincipal User, string? OperationId)> Who() =>
        http.HttpContext is { } context && !context.Request.Path.StartsWithSegments("/_blazor")
            ? (context.User, OperationId(context))
            : ((await circuit.GetAuthenticationStateAsync()).User, null);

    static string? OperationId(HttpContext context) =>
        context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 and <= 100 } id ? id : null;
}
