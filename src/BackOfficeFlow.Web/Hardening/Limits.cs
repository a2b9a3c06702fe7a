using System.Threading.RateLimiting;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.RateLimiting;

namespace BackOfficeFlow.Web;

/// <summary>How often one network address may ask, and what it is told when that was too often.</summary>
static class Limits
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var signIn = configuration.Number("SignIn:AttemptsPerMinute", 20, 1, 10_000);
        var links = configuration.Number("Links:RequestsPerMinute", 60, 1, 100_000);
        var api = configuration.Number("Api:RequestsPerMinute", 600, 1, 1_000_000);
        return services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = async (rejected, _) => await Refuse(rejected);
            limits.AddPolicy(RateLimits.SignIn, context => HttpMethods.IsPost(context.Request.Method) ? PerAddress(context, signIn) : RateLimitPartition.GetNoLimiter(""));
            limits.AddPolicy(RateLimits.Links, context => PerAddress(context, links));
            limits.AddPolicy(RateLimits.Api, context => PerAddress(context, api));
            // Many designers may sit behind one address; their pages are not counted either.
            limits.AddPolicy(RateLimits.Studio, context => ApiKeyScheme.SecretOf(context.Request) is null ? RateLimitPartition.GetNoLimiter("") : PerAddress(context, api));
        });
    }

    static RateLimitPartition<string> PerAddress(HttpContext context, int most) => RateLimitPartition.GetFixedWindowLimiter(
        context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Window });

    static Task Refuse(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        return Refusal.TooMany(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))).Write(rejected.HttpContext);
    }
}
