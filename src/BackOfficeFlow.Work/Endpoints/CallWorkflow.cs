using System.Security.Cryptography;
using System.Text;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Endpoints;

/// <summary>One request to a workflow, from the door to its answer.</summary>
sealed class CallWorkflow(EndpointVisitors visitors, Requests requests, OpenLine line, TimeProvider clock, IOptions<EndpointSettings> settings)
{
    const int LongestKey = 200;
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public async Task Answer(HttpContext context, string path, string? company)
    {
        var cancel = context.RequestAborted;
        try
        {
            var visitor = await visitors.Find(context, company, cancel);
            var (run, most) = await Run(context, path, visitor, cancel);
            await Write(context, await WaitFor(context, run, most, visitor.Caller));
        }
        catch (EndpointRefusal refused)
        {
            await refused.Write(context);
        }
    }

    async Task<(EndpointRun Run, TimeSpan Most)> Run(HttpContext context, string path, EndpointVisitor visitor, CancellationToken cancel)
    {
        // The server's own limit is only there in case that ours, which says more, is not reached.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = 2 * settings.Value.MaxBytes;
        var once = await FindOnce(context.Request, path, cancel);
        if (once is not null && await requests.Send(new FindEndpointRun(once.Id), visitor.Caller, cancel) is { } before)
            return before.Fingerprint == once.Fingerprint ? (before, Usual) : throw EndpointRefusal.Of(409, "operation-reused", "KeyReused");

        var match = await Find(context.Request, path, visitor, cancel);
        await visitors.Require(visitor, match.Rules);
        var most = Math.Min(match.Rules.RequestSizeLimit ?? long.MaxValue, settings.Value.MaxBytes);
        var body = once is null ? await RequestBody.Read(context.Request, most, cancel) : once.Body.Length <= most ? once.Body : null;
        if (body is null && !match.Rules.Outcomes.Contains(HttpRules.RequestTooLarge))
            throw RequestReader.RefusalOf(HttpRules.RequestTooLarge, match.Rules with { RequestSizeLimit = most });

        var about = new EndpointRequest(once?.Exchange ?? Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), match.Rules, match.RouteData);
        var arrival = await RequestReader.Read(context.Request, path, about, body, cancel);
        var order = new RunEndpoint(match, arrival) { CorrelationId = CorrelationOf(context.Request), OperationId = once?.Id, Fingerprint = once?.Fingerprint };
        return (await requests.Send(order, visitor.Caller, cancel), match.Rules.Timeout is { } own ? own < LongestWait ? own : LongestWait : Usual);
    }

    TimeSpan Usual => settings.Value.Wait;

    async Task<EndpointMatch> Find(HttpRequest request, string path, EndpointVisitor visitor, CancellationToken cancel)
    {
        var narrowed = Narrowed(request, "X-Workflow-Instance-ID", "workflowInstanceId");
        if (narrowed is not null && !Guid.TryParse(narrowed, out _))
            throw EndpointRefusal.Of(404, "not-found", "NoEndpoint", request.Method);
        var found = await requests.Send(
            new FindEndpoint(request.Method, path) { InstanceId = narrowed is null ? null : Guid.Parse(narrowed), CorrelationId = CorrelationOf(request) }, visitor.Caller, cancel);
        return found switch
        {
            null => throw EndpointRefusal.Of(404, "not-found", "NoEndpoint", request.Method),
            { Others: > 0 } => throw EndpointRefusal.Of(409, "ambiguous", "Ambiguous", found.Others + 1),
            _ => found
        };
    }

    static string? CorrelationOf(HttpRequest request) => Narrowed(request, "X-Correlation-ID", "correlationId") is { Length: <= 200 } id ? id : null;

    static string? Narrowed(HttpRequest request, string header, string query) =>
        request.Headers[header].ToString() is { Length: > 0 } said ? said : request.Query[query].ToString() is { Length: > 0 } asked ? asked : null;

    /// <summary>A request that bears an Idempotency-Key is done once: its body says whether it is the same.</summary>
    async Task<Once?> FindOnce(HttpRequest request, string path, CancellationToken cancel)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
            return null;
        if (key.Length > LongestKey)
            throw EndpointRefusal.Of(400, "bad-key", "KeyTooLong", LongestKey);
        var body = await RequestBody.Read(request, settings.Value.MaxBytes, cancel)
            ?? throw RequestReader.RefusalOf(HttpRules.RequestTooLarge, new HttpRules(path) { RequestSizeLimit = settings.Value.MaxBytes });
        var id = Hash(Encoding.UTF8.GetBytes($"{request.Method}\n{path.ToLowerInvariant()}\n{key}"));
        return new Once($"http:{id}", id, Hash(Encoding.UTF8.GetBytes($"{request.QueryString}\n{request.ContentType}\n"), body), body);
    }

    static string Hash(params byte[][] parts) => Convert.ToHexStringLower(SHA256.HashData([.. parts.SelectMany(part => part)]));

    Task<EndpointRun> WaitFor(HttpContext context, EndpointRun run, TimeSpan most, Caller caller) => run.Progress != EndpointProgress.UnderWay
        ? Task.FromResult(run)
        : line.Hold(context, run.InstanceId, most, () => requests.Send(new ShowEndpointRun(run), caller, context.RequestAborted), now => now.Progress == EndpointProgress.UnderWay);

    static async Task Write(HttpContext context, EndpointRun run)
    {
        switch (run.Progress)
        {
            case EndpointProgress.Answered:
                await AnswerWriter.Write(context, run.Answer!);
                break;
            case EndpointProgress.UnderWay:
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                context.Response.Headers["X-Workflow-Instance-ID"] = run.InstanceId.ToString();
                await context.Response.WriteAsJsonAsync(new { instanceId = run.InstanceId }, context.RequestAborted);
                break;
            case EndpointProgress.Failed:
                await EndpointRefusal.Write(context, 500, "process-failed", Texts.Of("ProcessFailed"), run.InstanceId.ToString());
                break;
        }
    }

    /// <param name="Id">The operation id.</param>
    /// <param name="Exchange">The same for every repetition.</param>
    /// <param name="Fingerprint">Of all that was sent.</param>
    /// <param name="Body">As it was sent.</param>
    sealed record Once(string Id, string Exchange, string Fingerprint, byte[] Body);
}
