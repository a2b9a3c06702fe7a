using System.Security.Claims;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Endpoints;

/// <summary>Who sends a request, whose workflows it is for, and whether it may.</summary>
sealed class EndpointVisitors(
    ICallerSource callers, IEnumerable<ITenantSource> companies, IAuthorizationService authorization, IAuthorizationPolicyProvider policies,
    IOptions<EndpointSettings> settings, ILogger<EndpointVisitors> log)
{
    static readonly ClaimsPrincipal Stranger = new(new ClaimsIdentity());

    /// <summary>A key says whose it is; without one the address does.</summary>
    /// <exception cref="EndpointRefusal">The key is none, or there is no such company.</exception>
    public async Task<EndpointVisitor> Find(HttpContext context, string? company, CancellationToken cancel)
    {
        context.User = await Identify(context);
        var known = await callers.Find(cancel);
        if (known.TenantId is { } tenant)
            return company is null || company == tenant
                ? new EndpointVisitor(context.User, Caller.System(tenant) with { UserId = known.UserId, Name = known.Name }, IsKnown: true)
                : throw EndpointRefusal.Of(404, "not-found", "NoEndpoint", context.Request.Method);

        // Where nobody is let in without a key, strangers do not even learn what there is.
        if (!settings.Value.AllowPublic)
            throw EndpointRefusal.Of(401, "not-signed-in", "WhoAreYou");
        return new EndpointVisitor(Stranger, Caller.System(await CompanyOf(company, context.Request.Method, cancel)) with { Name = "public" }, IsKnown: false);
    }

    static async Task<ClaimsPrincipal> Identify(HttpContext context)
    {
        var isKey = context.Request.Headers.ContainsKey("X-Api-Key") || context.Request.Headers.Authorization.ToString().StartsWith(ApiKeyScheme.Name + " ", StringComparison.OrdinalIgnoreCase);
        if (isKey)
            return await context.AuthenticateAsync(ApiKeyScheme.Name) is { Succeeded: true } ticket ? ticket.Principal : throw EndpointRefusal.Of(401, "not-signed-in", "KeyRefused");

        // A cookie goes along by itself: another site's page must not be able to start anything with it.
        return context.Request.Headers["Sec-Fetch-Site"].ToString() is "same-origin" or "none" ? context.User : Stranger;
    }

    async Task<string> CompanyOf(string? named, string method, CancellationToken cancel)
    {
        var all = new List<string>();
        foreach (var source in companies)
            all.AddRange(await source.All(cancel));
        var wanted = named ?? settings.Value.Company;
        return (string.IsNullOrEmpty(wanted) ? all is [var only] ? only : null : all.Find(company => company == wanted)) ?? throw EndpointRefusal.Of(404, "not-found", "NoEndpoint", method);
    }

    /// <exception cref="EndpointRefusal">This visitor may not call this endpoint.</exception>
    public async Task Require(EndpointVisitor visitor, HttpRules rules)
    {
        if (!rules.Authorize && rules.Policy is null && settings.Value.AllowPublic)
            return;
        if (!visitor.IsKnown)
            throw EndpointRefusal.Of(401, "not-signed-in", "WhoAreYou");
        if (!await Meets(visitor.User, rules.Policy))
            throw EndpointRefusal.Of(403, "not-allowed", "NotYou");
    }

    async Task<bool> Meets(ClaimsPrincipal user, string? name)
    {
        if (name is null)
            return user.UserId() is not null || user.HasClaim(MemberClaims.Scope, ApiScopes.Workflows);
        if (await policies.GetPolicyAsync(name) is { } policy)
            return (await authorization.AuthorizeAsync(user, null, policy)).Succeeded;
        log.LogError("An endpoint names the policy {Policy}, which does not exist: nobody meets it", name);
        return false;
    }
}

/// <summary>Whoever sends a request.</summary>
/// <param name="User">As it was identified.</param>
/// <param name="Caller">The product at work for the company that the request is for, under the visitor's name.</param>
/// <param name="IsKnown">By a key, or signed in.</param>
sealed record EndpointVisitor(ClaimsPrincipal User, Caller Caller, bool IsKnown);
