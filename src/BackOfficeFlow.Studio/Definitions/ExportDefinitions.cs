using System.IO.Compression;
using System.Text;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>Gives definitions out as files: byte for byte as they are stored, with the name of the schema by which they are known elsewhere.</summary>
static class ExportDefinitions
{
    const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/workflow-definitions/{definitionId}/export", One);
        routes.MapPost("/bulk-actions/export/workflow-definitions", Many);
    }

    static async Task<IResult> One(string definitionId, HttpContext context, DesignerCalls calls)
    {
        var cancel = context.RequestAborted;
        var stored = await calls.Send(new ShowDefinition(definitionId, ShowDefinitions.Versions(context.Request)), cancel);
        if (context.Request.Flag("includeConsumingWorkflows") == true && await Consumers([stored], calls, cancel) is { Count: > 0 } consumers)
            return Zip([stored, .. consumers]);
        return Results.File(Bytes(stored), "application/octet-stream", NameOf(stored));
    }

    static async Task<IResult> Many(HttpContext context, DesignerCalls calls)
    {
        var cancel = context.RequestAborted;
        var body = await StudioBody.Json(context);
        var ids = body.ListOf("ids").Select(id => Guid.TryParse(id, out var known) ? known : Guid.Empty).ToList();
        var found = await calls.Send(new ShowDefinitionVersions(ids), cancel);
        var consumers = body.FlagOf("includeConsumingWorkflows") ? await Consumers(found, calls, cancel) : [];
        return Zip([.. found, .. consumers]);
    }

    static async Task<IReadOnlyList<StoredDefinition>> Consumers(IReadOnlyList<StoredDefinition> used, DesignerCalls calls, CancellationToken cancel)
    {
        var consumers = new List<StoredDefinition>();
        foreach (var definition in used)
            foreach (var id in await calls.Send(new FindConsumers(definition.DefinitionId), cancel))
                if (!consumers.Concat(used).Any(known => known.DefinitionId == id))
                    consumers.Add(await calls.Send(new ShowDefinition(id, VersionChoice.Latest), cancel));
        return consumers;
    }

    static IResult Zip(IReadOnlyList<StoredDefinition> definitions)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var definition in definitions)
            {
                using var entry = zip.CreateEntry(NameOf(definition)).Open();
                entry.Write(Bytes(definition));
            }
        return Results.File(bytes.ToArray(), "application/zip", "workflow-definitions.zip");
    }

    static string NameOf(StoredDefinition stored) => $"workflow-definition-{Plain(DefinitionJson.Read(stored).Name)}-{Plain(stored.DefinitionId)}-{stored.Id:N}.json";

    static string Plain(string? text) => string.Concat((text ?? "").Trim().Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')).Trim('-');

    /// <summary>The stored bytes; the schema stands before all else where they do not name one.</summary>
    internal static byte[] Bytes(StoredDefinition stored)
    {
        var content = stored.Content.AsSpan();
        var begin = content.IndexOf((byte)'{') + 1;
        if (begin == 0 || DefinitionJson.Read(stored).Json.Property("$schema").ValueKind != System.Text.Json.JsonValueKind.Undefined)
            return stored.Content;
        return [.. content[..begin], .. Encoding.UTF8.GetBytes($"\n  \"$schema\": \"{Schema}\","), .. content[begin..]];
    }
}
