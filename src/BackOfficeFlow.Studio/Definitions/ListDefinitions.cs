using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>Lists of definitions, and what is asked of all of them.</summary>
static class ListDefinitions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/workflow-definitions", List);
        routes.MapGet("/workflow-definitions/query/count", Count);
        routes.MapGet("/workflow-definitions/validation/is-name-unique", IsNameUnique);
        routes.MapGet("/workflow-definitions/{definitionId}/consumers", Consumers);
    }

    static async Task<IResult> List(HttpContext context, DesignerCalls calls)
    {
        var cancel = context.RequestAborted;
        var page = await calls.Send(Read(context.Request), cancel);
        var mayChange = await calls.MayChange(cancel);
        return StudioJson.Answer(new
        {
            items = page.Lines.Select(line => Summary(line, mayChange)),
            totalCount = page.Total,
            links = DefinitionLinks.OfList(mayChange)
        });
    }

    static FindDefinitions Read(HttpRequest request) => new(VersionChoice.Parse(request.Text("versionOptions")))
    {
        DefinitionIds = request.All("definitionIds"),
        // Ids of other servers' versions are none of ours.
        Ids = request.Query.ContainsKey("ids") ? [.. request.All("ids").Select(id => Guid.TryParse(id, out var known) ? known : Guid.Empty)] : null,
        Search = request.Text("searchTerm"),
        IsSystem = request.Flag("isSystem"),
        Order = request.Text("orderBy")?.ToUpperInvariant() switch
        {
            null or "NAME" => DefinitionOrder.Name,
            "CREATED" or "CREATEDAT" => DefinitionOrder.Created,
            "VERSION" => DefinitionOrder.Version,
            _ => throw CallRefusal.Of("bad-query", "QueryNoOrder", request.Text("orderBy"))
        },
        IsDescending = string.Equals(request.Text("orderDirection"), "Descending", StringComparison.OrdinalIgnoreCase),
        Page = request.Number("page") ?? 0,
        PageSize = request.Number("pageSize")
    };

    /// <summary>A version as lists show it.</summary>
    public static object Summary(DefinitionLine line, bool mayChange) => new
    {
        links = DefinitionLinks.Of(line.DefinitionId, mayChange),
        isMaterializerAvailable = true,
        id = line.Id,
        definitionId = line.DefinitionId,
        name = line.Title,
        description = line.Description,
        version = line.Version,
        toolVersion = DefinitionJson.ToolVersion(line.ToolVersion),
        isLatest = line.IsLatest,
        isPublished = line.IsPublished,
        materializerName = "Json",
        createdAt = line.CreatedAt,
        isReadonly = line.IsReadonly
    };

    static async Task<IResult> Count(HttpContext context, DesignerCalls calls)
    {
        var latest = await calls.Send(new FindDefinitions(VersionChoice.Latest) { PageSize = 1 }, context.RequestAborted);
        return StudioJson.Answer(new { count = latest.Total });
    }

    static async Task<IResult> IsNameUnique(HttpContext context, DesignerCalls calls)
    {
        var question = new CheckDefinitionName(context.Request.Text("name") ?? "", context.Request.Text("definitionId"));
        return StudioJson.Answer(new { isUnique = await calls.Send(question, context.RequestAborted) });
    }

    static async Task<IResult> Consumers(string definitionId, HttpContext context, DesignerCalls calls) =>
        StudioJson.Answer(new { consumingWorkflowDefinitionIds = await calls.Send(new FindConsumers(definitionId), context.RequestAborted) });
}
