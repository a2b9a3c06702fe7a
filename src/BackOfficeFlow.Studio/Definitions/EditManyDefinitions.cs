using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>The same for several definitions: each for itself. The first that is refused ends it; what was done before stays done.</summary>
static class EditManyDefinitions
{
    const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/bulk-actions/publish/workflow-definitions/by-definition-ids", Publish);
        routes.MapPost("/bulk-actions/retract/workflow-definitions/by-definition-ids", Retract);
        routes.MapPost("/bulk-actions/delete/workflow-definitions/by-definition-id", Delete);
        routes.MapPost("/bulk-actions/delete/workflow-definitions/by-id", DeleteVersions);
    }

    static async Task<IResult> Publish(HttpContext context, DesignerCalls calls)
    {
        List<string> published = [], alreadyPublished = [], notFound = [];
        foreach (var id in await Ids(context, "definitionIds"))
            (await OrNull(() => calls.Send(new PublishDefinition(id), context.RequestAborted)) switch
            {
                null => notFound,
                { WasPublished: true } => alreadyPublished,
                _ => published
            }).Add(id);
        return StudioJson.Answer(new { published, alreadyPublished, notFound, skipped = None, updatedConsumers = None, failed = None, warnings = new { } });
    }

    static async Task<IResult> Retract(HttpContext context, DesignerCalls calls)
    {
        List<string> retracted = [], alreadyRetracted = [], notFound = [];
        foreach (var id in await Ids(context, "definitionIds"))
            (await OrNull(() => calls.Send(new RetractDefinition(id), context.RequestAborted)) switch
            {
                null => notFound,
                { WasPublished: true } => retracted,
                _ => alreadyRetracted
            }).Add(id);
        return StudioJson.Answer(new { retracted, alreadyRetracted, notFound, notPublished = None, skipped = None });
    }

    static async Task<IResult> Delete(HttpContext context, DesignerCalls calls)
    {
        var deleted = 0;
        foreach (var id in await Ids(context, "definitionIds"))
            if (await OrNull(async () => Deleted.Of(await calls.Send(new DeleteDefinition(id), context.RequestAborted))) is not null)
                deleted++;
        return StudioJson.Answer(new { deleted });
    }

    static async Task<IResult> DeleteVersions(HttpContext context, DesignerCalls calls)
    {
        var deleted = 0;
        foreach (var id in await Ids(context, "ids"))
            if (Guid.TryParse(id, out var version) && await OrNull(async () => Deleted.Of(await calls.Send(new DeleteDefinition(null, version), context.RequestAborted))) is not null)
                deleted++;
        return StudioJson.Answer(new { deleted });
    }

    static readonly string[] None = [];

    static async Task<IReadOnlyList<string>> Ids(HttpContext context, string name)
    {
        var ids = (await StudioBody.Json(context)).ListOf(name).Distinct().ToList();
        return ids.Count <= Most ? ids : throw CallRefusal.Of("too-many", "TooManyIds", ids.Count, Most);
    }

    static async Task<T?> OrNull<T>(Func<Task<T>> send)
        where T : class
    {
        try
        {
            return await send();
        }
        catch (RuleBrokenException unknown) when (unknown.Code == "not-found")
        {
            return null;
        }
    }

    sealed record Deleted(int Versions)
    {
        public static Deleted Of(int versions) => new(versions);
    }
}
