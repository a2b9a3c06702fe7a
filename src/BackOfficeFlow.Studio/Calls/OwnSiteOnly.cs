using BackOfficeFlow.Work.Pages;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BackOfficeFlow.Studio;

/// <summary>
/// Lets a browser's cookie count only for calls of our own pages: another site could make the browser send it too. Browsers say where a call comes
/// from; whoever shows a key is no browser that somebody else has set on.
/// </summary>
sealed class OwnSiteOnly : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsForeign(context.HttpContext) ? Refuse(context.HttpContext) : await next(context);

    /// <summary>The same for an endpoint that takes no filters: a hub.</summary>
    public static void Guard(EndpointBuilder endpoint)
    {
        var next = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context => IsForeign(context) ? Refuse(context).ExecuteAsync(context) : next(context);
    }

    static IResult Refuse(HttpContext context) => CallProblem.Answer(context, new Problem(StatusCodes.Status403Forbidden, "foreign-site", Texts.Say("ForeignSite")));

    /// <summary>Whether the call bears a cookie, and does not come from a page of ours.</summary>
    internal static bool IsForeign(HttpContext context)
    {
        if (!context.User.Identities.Any(identity => identity.AuthenticationType == CookieAuthenticationDefaults.AuthenticationScheme))
            return false;

        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && !IsOurs(origin, context.Request.Host))
            return true;

        var site = context.Request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site != "same-origin";

        // Without encryption, and when a socket is opened, a browser says no site; what may change something then needs its origin.
        return origin.Length == 0 && (context.WebSockets.IsWebSocketRequest || !IsSafe(context.Request.Method));
    }

    static bool IsOurs(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && string.Equals(from.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? port == from.Port : from.IsDefaultPort);

    static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
