using System.Text;
using System.Text.Json;
using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>What a designer does with one definition: save, publish, retract, go back to a version, delete.</summary>
static class EditDefinitions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/workflow-definitions", Save);
        routes.MapPost("/workflow-definitions/{definitionId}/publish", Publish);
        routes.MapPost("/workflow-definitions/{definitionId}/retract", Retract);
        routes.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", Revert);
        routes.MapPost("/workflow-definitions/{definitionId}/update-references", Update);
        routes.MapDelete("/workflow-definitions/{definitionId}", Delete);
        routes.MapDelete("/workflow-definition-versions/{versionId}", DeleteVersion);
    }

    static async Task<IResult> Save(HttpContext context, DesignerCalls calls)
    {
        var cancel = context.RequestAborted;
        var body = await StudioBody.Json(context);
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("model", out var model) || model.ValueKind != JsonValueKind.Object)
            throw CallRefusal.Of("bad-member", "MemberNoObject", "model");
        var publishes = body.TryGetProperty("publish", out var publish) && publish.ValueKind == JsonValueKind.True;
        var saved = await calls.Send(new SaveDefinition(Encoding.UTF8.GetBytes(model.GetRawText()), publishes, Comment(body), AsksFirst(context)), cancel);
        return await Answer(saved, calls, cancel);
    }

    static async Task<IResult> Publish(string definitionId, HttpContext context, DesignerCalls calls)
    {
        var cancel = context.RequestAborted;
        var saved = await calls.Send(new PublishDefinition(definitionId, Comment(await StudioBody.Json(context)), AsksFirst(context)), cancel);
        return await Answer(saved, calls, cancel);
    }

    static async Task<IResult> Retract(string definitionId, HttpContext context, DesignerCalls calls)
    {
        var cancel = context.RequestAborted;
        var retracted = await calls.Send(new RetractDefinition(definitionId, Comment(await StudioBody.Json(context))), cancel);
        return await ShowDefinitions.Answer(retracted.Definition, calls, cancel);
    }

    static async Task<IResult> Revert(string definitionId, int version, HttpContext context, DesignerCalls calls)
    {
        var cancel = context.RequestAborted;
        var draft = await calls.Send(new RevertDefinition(definitionId, version), cancel);
        var found = await calls.Send(new FindDefinitions(VersionChoice.All) { Ids = [draft.Id] }, cancel);
        context.Response.Headers.Location = $"{StudioRoom.ApiPath}/workflow-definitions/by-id/{draft.Id}";
        return StudioJson.Answer(ListDefinitions.Summary(found.Lines[0], mayChange: true), StatusCodes.Status201Created);
    }

    static async Task<IResult> Update(string definitionId, HttpContext context, DesignerCalls calls) =>
        StudioJson.Answer(new { affectedWorkflows = await calls.Send(new UpdateReferences(definitionId), context.RequestAborted) });

    static async Task<IResult> Delete(string definitionId, HttpContext context, DesignerCalls calls)
    {
        await calls.Send(new DeleteDefinition(definitionId), context.RequestAborted);
        return Results.NoContent();
    }

    static async Task<IResult> DeleteVersion(string versionId, HttpContext context, DesignerCalls calls)
    {
        var cancel = context.RequestAborted;
        await calls.Send(new DeleteDefinition(null, (await ShowDefinitions.Version(versionId, calls, cancel)).Id), cancel);
        return Results.NoContent();
    }

    /// <summary>Whether somebody sits there who can be asked; programs that publish have made up their mind.</summary>
    static bool AsksFirst(HttpContext context) => context.Request.Flag("asksFirst") ?? false;

    /// <summary>Why, where our own pages ask for it.</summary>
    static string? Comment(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("comment", out var comment) && comment.ValueKind == JsonValueKind.String ? comment.GetString() : null;

    static async Task<IResult> Answer(SavedDefinition saved, DesignerCalls calls, CancellationToken cancel)
    {
        var mayChange = await calls.MayChange(cancel);
        return StudioJson.Answer(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("workflowDefinition");
            DefinitionJson.Write(json, saved.Definition, mayChange);
            json.WriteBoolean("alreadyPublished", saved.WasPublished);
            json.WriteNumber("consumingWorkflowCount", saved.Consumers);
            json.WritePropertyName("validationErrors");
            JsonSerializer.Serialize(json, saved.Findings.Where(finding => finding.IsError).Select(finding => new { message = finding.Message, activityId = finding.Place }), StudioJson.Options);
            json.WriteEndObject();
        });
    }
}
