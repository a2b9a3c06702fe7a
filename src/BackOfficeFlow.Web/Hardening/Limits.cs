using System.Globalization;
using System.Net;
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
            limits.OnRejected = async (rejected, cancel) => await Refuse(rejected, cancel);
            limits.AddPolicy(RateLimits.SignIn, context => HttpMethods.IsPost(context.Request.Method) ? PerAddress(context, signIn) : RateLimitPartition.GetNoLimiter(""));
            limits.AddPolicy(RateLimits.Links, context => PerAddress(context, links));
            limits.AddPolicy(RateLimits.Api, context => PerAddress(context, api));
        });
    }

    static RateLimitPartition<string> PerAddress(HttpContext context, int most) => RateLimitPartition.GetFixedWindowLimiter(
        context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Window });

    static Task Refuse(OnRejectedContext rejected, CancellationToken cancel)
    {
        var context = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return ProblemAnswers.WantsPage(context.Request) ? WritePage(context, seconds, cancel) : WriteProblem(context, seconds, cancel);
    }

    static Task WriteProblem(HttpContext context, int seconds, CancellationToken cancel) => context.Response.WriteAsJsonAsync(
        new { type = "about:blank", title = Texts.Of("TooManyText", seconds), status = StatusCodes.Status429TooManyRequests, code = "too-many" },
        options: null, contentType: "application/problem+json", cancel);

    // Written by hand: a page of the shell would cost what the limit is there to save.
    static Task WritePage(HttpContext context, int seconds, CancellationToken cancel)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{Encode("TooManyTitle")}</title>
                <link rel="stylesheet" href="/_content/BackOfficeFlow.Ui/app.css" />
            </head>
            <body>
                <main class="bof-plain-main"><div class="bof-plain-card">
                    <h1>{Encode("TooManyTitle")}</h1>
                    <p>{Encode("TooManyText", seconds)}</p>
                </div></main>
            </body>
            </html>
            """, cancel);
    }

    static string Encode(string key, params object?[] arguments) => WebUtility.HtmlEncode(Texts.Of(key, arguments));
}
