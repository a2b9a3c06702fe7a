using BackOfficeFlow.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackOfficeFlow.Web;

/// <summary>Whether the database answers.</summary>
sealed class DatabaseCheck(BackOfficeDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
}
