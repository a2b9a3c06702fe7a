using System.IO.Compression;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>Takes definitions in that were exported here or by Elsa.</summary>
static class ImportDefinitions
{
    const int MostFiles = 200;
    const int MaxMegabytes = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/workflow-definitions/import", One);
        routes.MapPost("/workflow-definitions/import-files", Files).DisableAntiforgery();
    }

    static async Task<IResult> One(HttpContext context, DesignerCalls calls)
    {
        var cancel = context.RequestAborted;
        var bytes = await StudioBody.Bytes(context);
        _ = StudioBody.Parse(bytes);
        return await ShowDefinitions.Answer(await calls.Send(new ImportDefinition(bytes), cancel), calls, cancel);
    }

    /// <summary>Each file for itself. The first that cannot be taken ends it, and is named; those before it are in.</summary>
    static async Task<IResult> Files(HttpContext context, DesignerCalls calls)
    {
        var count = 0;
        foreach (var (name, bytes) in await Read(context))
        {
            try
            {
                await calls.Send(new ImportDefinition(bytes), context.RequestAborted);
                count++;
            }
            catch (Exception error) when (Problem.Of(error) is { IsExpected: true } problem)
            {
                throw CallRefusal.Of(problem.Code, "FileRefused", name, string.Join(" ", problem.Details.Count > 0 ? problem.Details : [problem.Message]), count);
            }
        }
        return StudioJson.Answer(new { count });
    }

    static async Task<IReadOnlyList<(string Name, byte[] Bytes)>> Read(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            throw CallRefusal.Of("no-files", "BodyNoFiles");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = (long)MaxMegabytes << 20;
        var form = await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = (long)MaxMegabytes << 20 }, context.RequestAborted);
        var files = new List<(string, byte[])>();
        var room = (long)MaxMegabytes << 20;
        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            if (file.FileName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                files.AddRange(await Unzip(content, room, context.RequestAborted));
            else
                files.Add((file.FileName, await All(content, room, context.RequestAborted)));
            room -= files.Sum(read => (long)read.Item2.Length);
            if (files.Count > MostFiles)
                throw CallRefusal.Of("too-many", "TooManyIds", files.Count, MostFiles);
        }
        return files;
    }

    static async Task<IReadOnlyList<(string, byte[])>> Unzip(Stream content, long room, CancellationToken cancel)
    {
        try
        {
            await using var zip = new ZipArchive(content, ZipArchiveMode.Read);
            var files = new List<(string, byte[])>();
            foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Take(MostFiles + 1))
            {
                await using var part = await entry.OpenAsync(cancel);
                files.Add((entry.FullName, await All(part, room, cancel)));
                room -= files[^1].Item2.Length;
            }
            return files;
        }
        catch (InvalidDataException)
        {
            throw CallRefusal.Of("no-zip", "FileNoZip");
        }
    }

    // What a packed file says of its size need not be true.
    static async Task<byte[]> All(Stream content, long room, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var part = new byte[64 * 1024];
        while (await content.ReadAsync(part, cancel) is > 0 and var count)
        {
            if (bytes.Length + count > room)
                throw CallRefusal.Of("too-large", "BodyTooLarge", MaxMegabytes);
            bytes.Write(part, 0, count);
        }
        return bytes.ToArray();
    }
}
