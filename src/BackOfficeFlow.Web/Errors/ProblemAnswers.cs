using System.Diagnostics;
using System.Text.Json;
using BackOfficeFlow.Studio;
using BackOfficeFlow.Work.Endpoints;
using BackOfficeFlow.Work.Pages;
using Microsoft.AspNetCore.Diagnostics;

namespace BackOfficeFlow.Web;

/// <summary>The one place that turns exceptions into HTTP answers: problem+json for machines; people get the error page with the same status.</summary>
sealed class ProblemAnswers(ILogger<ProblemAnswers> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;

        var problem = exception is BadHttpRequestException bad ? Of(bad) : Problem.Of(exception);
        if (!problem.IsExpected)
            log.LogError(exception, "A request could not be answered");

        httpContext.Response.StatusCode = problem.Status;
        if (WantsPage(httpContext.Request))
            return false;

        await httpContext.Response.WriteAsJsonAsync(
            new
            {
                type = "about:blank",
                title = problem.Message,
                status = problem.Status,
                code = problem.Code,
                errors = problem.Fields.Count == 0 ? null : problem.Fields,
                traceId = Activity.Current?.TraceId.ToString(),
            },
            Form, "application/problem+json", cancellationToken);
        return true;
    }

    static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    internal static bool WantsPage(HttpRequest request) =>
        !IsForMachines(request.Path) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where other systems ask: nothing there is ever answered with a page of ours.</summary>
    internal static bool IsForMachines(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments(StudioRoom.Path) || path.StartsWithSegments(EndpointsArea.Path) || path.StartsWithSegments(EndpointsArea.CompanyPath);

    internal static Problem Of(BadHttpRequestException bad) => bad switch
    {
        { StatusCode: 413 } => new Problem(413, "too-large", Texts.Of("TooLarge")),
        { InnerException: JsonException json } => new Problem(
            400, "bad-json", Texts.Of("BadJson", json.Path ?? "$", (json.LineNumber ?? 0) + 1, (json.BytePositionInLine ?? 0) + 1)),
        _ => new Problem(bad.StatusCode, "bad-request", bad.Message),
    };
}
