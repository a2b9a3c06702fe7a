using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace BackOfficeFlow.Web;

/// <summary>Live: the process answers. Ready: its database does too.</summary>
static class Health
{
    public const string Ready = "ready";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).RequireAuthorization(Policies.Public);
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).RequireAuthorization(Policies.Public);
    }
}
