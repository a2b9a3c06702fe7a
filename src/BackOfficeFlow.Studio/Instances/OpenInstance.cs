using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>One case, and what its viewer asks for again and again while it runs.</summary>
static class OpenInstance
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/workflow-instances/{id:guid}", Show);
        routes.MapGet("/workflow-instances/{id:guid}/execution-state", State);
        routes.MapGet("/workflow-instances/{id:guid}/variables", Variables);
    }

    static async Task<IResult> Show(Guid id, HttpContext context, Requests requests) =>
        StudioJson.Answer(new OpenInstanceShape(await requests.Send(new ShowInstance(id), context.RequestAborted)));

    static async Task<IResult> State(Guid id, HttpContext context, Requests requests)
    {
        var standing = await requests.Send(new FindCaseStanding(id), context.RequestAborted);
        return StudioJson.Answer(new { standing.Status, standing.SubStatus, standing.UpdatedAt });
    }

    static async Task<IResult> Variables(Guid id, HttpContext context, Requests requests)
    {
        var view = await requests.Send(new ShowInstance(id), context.RequestAborted);
        return StudioJson.Answer(new { items = view.Variables, count = view.Variables.Count });
    }
}
