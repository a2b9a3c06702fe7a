using BackOfficeFlow.Studio;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace BackOfficeFlow.Web;

/// <summary>Once a minute a cookie is held against what stands in the database: a changed password or a disabled member ends it.</summary>
sealed class CookieCheck(KnownMembers members, TimeProvider clock) : CookieAuthenticationEvents
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var user = context.Principal!;
        var checkedAt = context.Properties.IssuedUtc ?? DateTimeOffset.MinValue;
        if (user.TenantId() is not { } tenantId || user.UserId() is not { } userId || clock.GetUtcNow() - checkedAt < Interval)
            return;

        var member = (await members.Look(tenantId, userId, context.HttpContext.RequestAborted)).Member;
        if (member is null || member.Stamp != user.FindFirst(MemberClaims.Stamp)?.Value)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        context.ReplacePrincipal(MemberClaims.Of(member, context.Scheme.Name));
        context.ShouldRenew = true;
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        IsAskedByScript(context) ? Refuse(context, StatusCodes.Status401Unauthorized, "not-signed-in", "SignedOut") : base.RedirectToLogin(context);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        IsAskedByScript(context) ? Refuse(context, StatusCodes.Status403Forbidden, "not-allowed", "ForbiddenText") : base.RedirectToAccessDenied(context);

    // The designer could do nothing with our sign-in page.
    static bool IsAskedByScript(RedirectContext<CookieAuthenticationOptions> context) => context.Request.Path.StartsWithSegments(StudioRoom.Path);

    static Task Refuse(RedirectContext<CookieAuthenticationOptions> context, int status, string code, string text)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new { type = "about:blank", title = Texts.Of(text), status, code, statusCode = status, message = Texts.Of(text) },
            options: null, contentType: "application/problem+json", context.HttpContext.RequestAborted);
    }
}

/// <summary>The same for pages that stay open: their circuit has no requests whose cookie could be checked.</summary>
sealed class CircuitCheck(ILoggerFactory logs, KnownMembers members) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => CookieCheck.Interval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        if (user.TenantId() is not { } tenantId || user.UserId() is not { } userId)
            return false;

        var member = (await members.Look(tenantId, userId, cancellationToken)).Member;
        return member is not null && member.Stamp == user.FindFirst(MemberClaims.Stamp)?.Value;
    }
}
