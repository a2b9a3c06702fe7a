using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Studio;

/// <summary>Starts a case and answers once it waits or has ended; the line is held while it waits for other systems that it called.</summary>
static class ExecuteDefinition
{
    const string Route = "/workflow-definitions/{definitionId}/execute";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost(Route, Post), "ExecuteProcess").MayBring<ExecuteBody>();
        Describe(routes.MapGet(Route, Get), "ExecuteProcessByQuery");
    }

    static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name) => route
        .WithName(name)
        .WithSummary("Starts a case of a process and shows it")
        .WithDescription(
            "Runs the published version until it waits or ends, and answers with the case (workflowState). While it waits for other systems that it called, the line is held, 30 seconds by default; "
            + "then the answer is 202 with the case as it stands. With an Idempotency-Key the same call starts one case and is answered alike. The id stands in x-elsa-workflow-instance-id too.")
        .Produces<ExecuteAnswer>()
        .Produces<ExecuteAnswer>(StatusCodes.Status202Accepted)
        .Produces<ExecuteAnswer>(StatusCodes.Status500InternalServerError);

    static async Task<IResult> Post(string definitionId, HttpContext context, MachineCalls calls, ExecuteParts parts)
    {
        var call = await calls.Read(context);
        return await Execute(context, call, StartCalls.Read(definitionId, call.Body), parts);
    }

    static async Task<IResult> Get(string definitionId, HttpContext context, MachineCalls calls, ExecuteParts parts)
    {
        var call = await calls.Read(context);
        return await Execute(context, call, StartCalls.Read(definitionId, StartCalls.OfQuery(context.Request.Query)), parts);
    }

    static async Task<IResult> Execute(HttpContext context, MachineCall call, MachineOrder order, ExecuteParts parts)
    {
        var cancel = context.RequestAborted;
        var run = await parts.Requests.Send(new RunWorkflow(order with { TriesDrafts = call.IsOfPerson }) { OperationId = call.OperationId, Asked = call.Asked }, call.Caller, cancel);
        if (run.IsUnderWay && !call.IsOfPerson)
            run = await parts.Line.Hold(
                context, run.InstanceId, parts.Settings.Value.Wait, () => parts.Requests.Send(new ShowInstanceRun(run), call.Caller, cancel), now => now.IsUnderWay);
        return Answer(context, run, parts.Tokens, call);
    }

    static IResult Answer(HttpContext context, InstanceRun run, BookmarkTokens tokens, MachineCall call)
    {
        var headers = context.Response.Headers;
        headers[ElsaHeaders.InstanceId] = run.InstanceId.ToString();
        headers[ElsaHeaders.CannotStart] = bool.FalseString;
        headers[ElsaHeaders.Response] = "true";
        // Whatever became of it, the designer opens the case.
        context.Response.StatusCode = call.IsOfPerson ? StatusCodes.Status200OK
            : run.IsUnderWay ? StatusCodes.Status202Accepted
            : run.Instance.SubStatus == InstanceSubStatus.Faulted ? StatusCodes.Status500InternalServerError
            : StatusCodes.Status200OK;
        return Results.Bytes(WorkflowStateJson.Write(run.Instance, bookmark => tokens.Make(new BookmarkToken(call.Caller.TenantId!, run.InstanceId, bookmark))), "application/json; charset=utf-8");
    }
}

/// <summary>What an execution needs.</summary>
sealed record ExecuteParts(Requests Requests, OpenLine Line, BookmarkTokens Tokens, IOptions<EndpointSettings> Settings);

/// <summary>What a case is started with; every member may be left out.</summary>
/// <param name="CorrelationId">What the case is about: events that name it reach this case.</param>
/// <param name="Name">What the case is called.</param>
/// <param name="TriggerActivityId">The trigger at which it begins.</param>
/// <param name="VersionOptions">"Published" (or nothing), or the number of the published version.</param>
/// <param name="Input">The inputs of the process, by name.</param>
public sealed record ExecuteBody(string? CorrelationId, string? Name, string? TriggerActivityId, string? VersionOptions, IReadOnlyDictionary<string, object?>? Input);

/// <summary>The case, as Elsa writes it.</summary>
public sealed record ExecuteAnswer(IReadOnlyDictionary<string, object?> WorkflowState);
