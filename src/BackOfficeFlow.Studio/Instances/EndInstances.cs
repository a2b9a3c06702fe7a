using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>Ends cases. They are not deleted, nor brought in from elsewhere: what happened here stays provable.</summary>
static class EndInstances
{
    const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/cancel/workflow-instances/{id:guid}", End);
        routes.MapPost("/bulk-actions/cancel/workflow-instances", EndMany);
        routes.MapDelete("/workflow-instances/{id:guid}", () => Refuse("CasesStay"));
        routes.MapPost("/bulk-actions/delete/workflow-instances/by-id", () => Refuse("CasesStay"));
        routes.MapPost("/bulk-actions/import/workflow-instances", () => Refuse("CasesComeNot"));
    }

    static async Task<IResult> End(Guid id, HttpContext context, Requests requests)
    {
        await requests.Send(new EndCase(id, Texts.Say("EndedInDesigner")), context.RequestAborted);
        return Results.Ok();
    }

    // Each ends in a transaction of its own: one that cannot be ended holds up no other.
    static async Task<IResult> EndMany(HttpContext context, Requests requests)
    {
        var body = await StudioBody.Json(context);
        var filter = SearchInstances.Filter(body) with { Statuses = ["Running"] };
        if (filter.Ids.Count == 0 && filter.VersionId is null && filter.DefinitionIds.Count == 0)
            throw CallRefusal.Of("which-cases", "WhichCases");
        var found = await requests.Send(new ListInstances(filter) { PageSize = Most, IsDescending = false }, context.RequestAborted);
        if (found.Total > Most)
            throw CallRefusal.Of("too-many-cases", "TooManyCases", found.Total, Most);

        var ended = 0;
        foreach (var line in found.Lines)
            ended += await Ended(line.Id, context, requests) ? 1 : 0;
        return StudioJson.Answer(new { cancelled = ended });
    }

    static async Task<bool> Ended(Guid id, HttpContext context, Requests requests)
    {
        try
        {
            await requests.Send(new EndCase(id, Texts.Say("EndedInDesigner")), context.RequestAborted);
            return true;
        }
        catch (RuleBrokenException closed) when (closed.Code == "case-closed")
        {
            // By itself meanwhile, or with the case that had started it.
            return false;
        }
    }

    static IResult Refuse(string text) => throw CallRefusal.Of("cases-stay", text);
}
