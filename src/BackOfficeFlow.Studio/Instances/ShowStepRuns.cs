using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>How often steps ran and how: the badges of the diagram, and the list of a step's executions.</summary>
static class ShowStepRuns
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/activity-executions/report", Report);
        routes.MapGet("/activity-executions/list", List);
        routes.MapGet("/activity-execution-summaries/list", Summaries);
        routes.MapGet("/activity-executions/by-id", Show);
        routes.MapGet("/activity-executions/{id}/call-stack", Stack);
    }

    static async Task<IResult> Report(HttpContext context, Requests requests)
    {
        var body = await StudioBody.Json(context);
        var written = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("workflowInstanceId", out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        if (!Guid.TryParse(written, out var id))
            return Results.NotFound();
        var counts = await requests.Send(new CountSteps(id) { Paths = body.ListOf("activityNodeIds") }, context.RequestAborted);
        return StudioJson.Answer(new { stats = counts.Select(count => new StepCountShape(count)) });
    }

    static async Task<IResult> List(HttpContext context, Requests requests) => await Find(context, requests) is var (id, runs)
        ? StudioJson.Answer(new { items = runs.Select(run => new StepRunShape(id, run)), count = runs.Count })
        : Results.NotFound();

    static async Task<IResult> Summaries(HttpContext context, Requests requests) => await Find(context, requests) is var (id, runs)
        ? StudioJson.Answer(new { items = runs.Select(run => new StepRunSummary(id, run)), count = runs.Count })
        : Results.NotFound();

    static async Task<(Guid Id, IReadOnlyList<StepRun> Runs)?> Find(HttpContext context, Requests requests) =>
        Guid.TryParse(context.Request.Text("workflowInstanceId"), out var id)
            ? (id, await requests.Send(new ListStepRuns(id) { Path = context.Request.Text("activityNodeId") }, context.RequestAborted))
            : null;

    static async Task<IResult> Show(HttpContext context, Requests requests)
    {
        if (RunId.Read(context.Request.Text("id")) is not var (instanceId, executionId))
            return Results.NotFound();
        var stack = await requests.Send(new ListStepRuns(instanceId) { StackOf = executionId }, context.RequestAborted);
        return stack.Count == 0 ? Results.NotFound() : StudioJson.Answer(new StepRunShape(instanceId, stack[^1]));
    }

    static async Task<IResult> Stack(string id, HttpContext context, Requests requests)
    {
        if (RunId.Read(id) is not var (instanceId, executionId))
            return Results.NotFound();
        var stack = await requests.Send(new ListStepRuns(instanceId) { StackOf = executionId }, context.RequestAborted);
        return stack.Count == 0
            ? Results.NotFound()
            : StudioJson.Answer(new { activityExecutionId = id, items = stack.Select(run => new StepRunShape(instanceId, run)), totalCount = stack.Count });
    }
}
