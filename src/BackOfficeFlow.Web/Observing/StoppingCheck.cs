using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackOfficeFlow.Web;

/// <summary>A node that stops is not ready: whoever shares out requests is to leave it alone.</summary>
sealed class StoppingCheck(IHostApplicationLifetime life) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(life.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("This node is stopping.") : HealthCheckResult.Healthy());
}
