using System.Security.Claims;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Http;

namespace BackOfficeFlow.Studio;

/// <summary>Tells Studio's page who is signed in: it asks when the session may have ended, and so that it does not while somebody works.</summary>
static class StudioSession
{
    public static IResult Handle(ClaimsPrincipal user, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new { who = Who(user) });
    }

    /// <summary>The person and the company; what one has drawn is never saved as somebody else.</summary>
    internal static string Who(ClaimsPrincipal user) => $"{user.FindFirst(ClaimTypes.NameIdentifier)?.Value}@{user.FindFirst(MemberClaims.Tenant)?.Value}";
}
