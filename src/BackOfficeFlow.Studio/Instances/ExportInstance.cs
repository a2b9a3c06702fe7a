using System.IO.Compression;
using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>A case as a file, with what its reader may see of it: for a report, or for whoever looks into a problem.</summary>
static class ExportInstance
{
    const int Most = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/workflow-instances/{id:guid}/export", Export);
        routes.MapPost("/bulk-actions/export/workflow-instances", ExportMany);
    }

    static async Task<IResult> Export(Guid id, HttpContext context, Requests requests) =>
        Results.File(await Document(id, requests, context.RequestAborted), "application/octet-stream", NameOf(id));

    static async Task<IResult> ExportMany(HttpContext context, Requests requests)
    {
        var ids = SearchInstances.Filter(await StudioBody.Json(context)).Ids;
        if (ids.Count is 0 or > Most)
            throw CallRefusal.Of("which-cases", "ExportWhichCases", Most);

        using var bytes = new MemoryStream();
        await using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var id in ids)
            {
                await using var entry = await zip.CreateEntry(NameOf(id)).OpenAsync(context.RequestAborted);
                await entry.WriteAsync(await Document(id, requests, context.RequestAborted), context.RequestAborted);
            }
        return Results.File(bytes.ToArray(), "application/zip", "workflow-instances.zip");
    }

    static string NameOf(Guid id) => $"workflow-instance-{id:N}.json";

    static async Task<byte[]> Document(Guid id, Requests requests, CancellationToken cancel)
    {
        var view = await requests.Send(new ShowInstance(id), cancel);
        var runs = await requests.Send(new ListStepRuns(id), cancel);
        var journal = await requests.Send(new ReadJournal(id, 0, ReadJournal.Most), cancel);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                workflowState = new InstanceStateShape(view),
                variables = view.Variables,
                activityExecutionRecords = runs.Select(run => new StepRunShape(id, run)),
                workflowExecutionLogRecords = journal.Lines.Select(line => new JournalShape(id, line)),
                workflowExecutionLogCount = journal.Total
            },
            StudioJson.Options);
    }
}
