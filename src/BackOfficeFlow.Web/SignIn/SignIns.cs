using System.Security.Claims;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Web;

/// <summary>Signing in and out: the cookie and its checks.</summary>
static class SignIns
{
    public static IServiceCollection AddSignIns(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<KnownMembers>();
        services.AddScoped<CookieCheck>();
        services.AddScoped<BearerCheck>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerOptions>();
        services.AddScoped<AuthenticationStateProvider, CircuitCheck>();
        services.AddScoped<ICallerSource, SignedInCaller>();
        services.AddCascadingAuthenticationState();

        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(Harden)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null)
            .AddJwtBearer(Tokens.Scheme, _ => { })
            .AddPolicyScheme(CallerScheme.Name, null, scheme => scheme.ForwardDefaultSelector = SchemeOf);
        return services;
    }

    static string SchemeOf(HttpContext context) =>
        ApiKeyScheme.SecretOf(context.Request) is not null ? ApiKeyScheme.Name
        : BearerCheck.IsShown(context.Request) ? Tokens.Scheme
        : CookieAuthenticationDefaults.AuthenticationScheme;

    static void Harden(CookieAuthenticationOptions cookie)
    {
        cookie.EventsType = typeof(CookieCheck);
        cookie.Cookie.Name = "bof";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = "/forbidden";
        cookie.ReturnUrlParameter = "back";
    }

    /// <summary>Signs in to the only company, or leaves the person signed in without one, to choose. False: there is none to enter.</summary>
    public static async Task<SignedIn> SignIn(this HttpContext context, Guid userId, Requests requests, KnownMembers members)
    {
        var choices = await requests.Send(new ListMemberships(userId), new Caller(null, userId, "sign-in"), context.RequestAborted);
        switch (choices)
        {
            case []:
                return SignedIn.NoCompany;
            case [var only]:
                return await context.Enter(only.TenantId, userId, members) ? SignedIn.Entered : SignedIn.NoCompany;
            default:
                var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, userId.ToString())], CookieAuthenticationDefaults.AuthenticationScheme);
                await context.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { ExpiresUtc = null, IsPersistent = false });
                return SignedIn.MustChoose;
        }
    }

    /// <summary>Makes a company the active one. False when this person may not enter it.</summary>
    public static async Task<bool> Enter(this HttpContext context, string tenantId, Guid userId, KnownMembers members)
    {
        var member = (await members.Look(tenantId, userId, context.RequestAborted)).Member;
        if (member is null)
            return false;

        await context.SignInAsync(MemberClaims.Of(member, CookieAuthenticationDefaults.AuthenticationScheme));
        return true;
    }
}

enum SignedIn
{
    Entered,
    MustChoose,
    NoCompany,
}
