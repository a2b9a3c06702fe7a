using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>Definitions, whole: the newest version that is meant, or versions by their ids.</summary>
static class ShowDefinitions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/workflow-definitions/by-definition-id/{definitionId}", ByDefinition);
        routes.MapGet("/workflow-definitions/by-id/{versionId}", ById);
        routes.MapGet("/workflow-definitions/many-by-id", ManyById);
    }

    static async Task<IResult> ByDefinition(string definitionId, HttpContext context, DesignerCalls calls)
    {
        var cancel = context.RequestAborted;
        var stored = await calls.Send(new ShowDefinition(definitionId, Versions(context.Request)), cancel);
        return await Answer(stored, calls, cancel);
    }

    /// <summary>One is asked for: where nothing is said, the latest.</summary>
    internal static VersionChoice Versions(HttpRequest request) => request.Text("versionOptions") is { } word ? VersionChoice.Parse(word) : VersionChoice.Latest;

    static async Task<IResult> ById(string versionId, HttpContext context, DesignerCalls calls)
    {
        var cancel = context.RequestAborted;
        return await Answer(await Version(versionId, calls, cancel), calls, cancel);
    }

    /// <exception cref="CallRefusal">There is no such version.</exception>
    internal static async Task<StoredDefinition> Version(string versionId, DesignerCalls calls, CancellationToken cancel) =>
        Guid.TryParse(versionId, out var id) && await calls.Send(new ShowDefinitionVersions([id]), cancel) is [var stored]
            ? stored
            : throw new CallRefusal(StatusCodes.Status404NotFound, "not-found", Texts.Say("NoSuchVersion", versionId));

    static async Task<IResult> ManyById(HttpContext context, DesignerCalls calls)
    {
        var cancel = context.RequestAborted;
        var ids = context.Request.All("ids").Select(id => Guid.TryParse(id, out var known) ? known : Guid.Empty).ToList();
        var found = await calls.Send(new ShowDefinitionVersions(ids), cancel);
        var mayChange = await calls.MayChange(cancel);
        return StudioJson.Answer(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var stored in found)
                DefinitionJson.Write(json, stored, mayChange);
            json.WriteEndArray();
            json.WriteNumber("count", found.Count);
            json.WriteEndObject();
        });
    }

    internal static async Task<IResult> Answer(StoredDefinition stored, DesignerCalls calls, CancellationToken cancel)
    {
        var mayChange = await calls.MayChange(cancel);
        return StudioJson.Answer(json => DefinitionJson.Write(json, stored, mayChange));
    }
}
