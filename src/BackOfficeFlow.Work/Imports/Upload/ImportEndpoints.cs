using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace BackOfficeFlow.Work.Imports;

/// <summary>What a circuit cannot do: a large upload, and a download that is made while it goes.</summary>
static class ImportEndpoints
{
    public const string UploadPath = "/imports/upload";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(UploadPath, ImportUpload.Take).RequireAuthorization(Policies.Clerk).UnderLoad(LoadKind.Upload).ExcludeFromDescription();
        routes.MapGet("/imports/{id:guid}/errors.csv", Errors).RequireAuthorization(Policies.Clerk).ExcludeFromDescription();
    }

    static async Task<IResult> Errors(Guid id, Requests requests, HttpContext http, CancellationToken cancel)
    {
        if (await requests.Send(new ReadImportErrors(id, 0), cancel) is not { } first)
            return Results.Problem(Texts.Of("NoSuchImport"), statusCode: StatusCodes.Status404NotFound);

        http.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        http.Response.Headers[HeaderNames.CacheControl] = "private, no-store";
        var name = Texts.Of("ErrorsFile", Path.GetFileNameWithoutExtension(first.FileName));
        return Results.Stream(body => Write(body, id, first, requests, cancel), "text/csv; charset=utf-8", name);
    }

    // The file's own columns stay in their places, so that it can be corrected and imported again.
    static async Task Write(Stream body, Guid id, ImportErrorPage page, Requests requests, CancellationToken cancel)
    {
        await body.WriteAsync(CsvWriter.Start, cancel);
        await WriteLine(body, [.. page.Headings, Texts.Of("Row"), Texts.Of("Reason")], page.Delimiter, cancel);
        var columns = page.Headings.Count;
        while (page.Errors.Count > 0)
        {
            foreach (var error in page.Errors)
            {
                var cells = Enumerable.Range(0, Math.Max(columns, error.Cells.Count)).Select(place => place < error.Cells.Count ? error.Cells[place] : "");
                await WriteLine(body, [.. cells, error.RowNumber.ToString(System.Globalization.CultureInfo.InvariantCulture), error.Reason], page.Delimiter, cancel);
            }

            page = await requests.Send(new ReadImportErrors(id, page.Errors[^1].Sequence), cancel) ?? page with { Errors = [] };
        }
    }

    static async Task WriteLine(Stream body, IEnumerable<string> cells, char delimiter, CancellationToken cancel) =>
        await body.WriteAsync(Encoding.UTF8.GetBytes(CsvWriter.Line(cells, delimiter)), cancel);
}
