using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Web;

/// <summary>A request that is not taken now, and when to come back.</summary>
/// <param name="Status">429 or 503.</param>
/// <param name="Code">For programs.</param>
/// <param name="Title">The key of the heading of the page that people see.</param>
/// <param name="Text">The key of what it says.</param>
/// <param name="Seconds">After how long to come back.</param>
sealed record Refusal(int Status, string Code, string Title, string Text, int Seconds)
{
    static readonly Meter Meter = new(Meters.Name);
    static readonly Counter<long> Refused = Meter.CreateCounter<long>("backofficeflow.requests.refused", "{request}", "Requests that were not taken, by the code of the answer.");

    public static Refusal TooMany(int seconds) => new(StatusCodes.Status429TooManyRequests, "too-many", "TooManyTitle", "TooManyText", seconds);

    public static Refusal Busy(int seconds) => new(StatusCodes.Status429TooManyRequests, "busy", "BusyTitle", "BusyText", seconds);

    public static Refusal Stopping(int seconds) => new(StatusCodes.Status503ServiceUnavailable, "stopping", "StoppingTitle", "StoppingText", seconds);

    public Task Write(HttpContext context)
    {
        Refused.Add(1, new KeyValuePair<string, object?>("code", Code));
        context.Response.StatusCode = Status;
        context.Response.Headers.RetryAfter = Seconds.ToString(CultureInfo.InvariantCulture);
        return ProblemAnswers.WantsPage(context.Request) ? WritePage(context) : WriteProblem(context);
    }

    Task WriteProblem(HttpContext context) => context.Response.WriteAsJsonAsync(
        new { type = "about:blank", title = Texts.Of(Text, Seconds), status = Status, code = Code },
        options: null, contentType: "application/problem+json", context.RequestAborted);

    // Written by hand: a page of the shell would cost what the limit is there to save.
    Task WritePage(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{Encode(Title)}</title>
                <link rel="stylesheet" href="/_content/BackOfficeFlow.Ui/app.css" />
            </head>
            <body>
                <main class="bof-plain-main"><div class="bof-plain-card">
                    <h1>{Encode(Title)}</h1>
                    <p>{Encode(Text, Seconds)}</p>
                </div></main>
            </body>
            </html>
            """, context.RequestAborted);
    }

    static string Encode(string key, params object?[] arguments) => WebUtility.HtmlEncode(Texts.Of(key, arguments));
}
