using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Forms;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>
/// Takes a file for a field of a task's form: the bytes are the body of the request, so they pass piece by piece into the store. What the
/// field does not take is refused before anybody sees it; finishing the task checks the reference again.
/// </summary>
static class TaskUpload
{
    public const string NameHeader = "X-File-Name";
    public const string FieldHeader = "X-Field";

    public static string PathOf(Guid taskId) => $"/tasks/{taskId}/files";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/tasks/{id:guid}/files", Take).RequireAuthorization(Policies.Clerk).ExcludeFromDescription();

    public static async Task<IResult> Take(Guid id, HttpContext http, Requests requests, Uploads uploads, IAntiforgery antiforgery, IOptions<FileSettings> settings)
    {
        var cancel = http.RequestAborted;
        var limit = (long)settings.Value.MaxBytes;
        // More than is taken, so that it is we who say that it is too much.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = 3 * limit;

        try
        {
            await antiforgery.ValidateRequestAsync(http);
            var field = await requests.Send(new FindFileField(id, Header(http, FieldHeader)), cancel);
            limit = MaxBytes(field, settings.Value);
            var name = FileNames.Clean(Header(http, NameHeader));
            var file = await uploads.Take(name, http.Request.Body, limit, null, cancel, found => Check(field, name, found));
            return Results.Json(new { id = file.Id }, statusCode: StatusCodes.Status201Created);
        }
        catch (AntiforgeryValidationException)
        {
            return Results.Problem(Texts.Of("UploadNotFromHere"), statusCode: StatusCodes.Status400BadRequest);
        }
        catch (FileTooLargeException refused)
        {
            await RestOfBody.Forget(http.Request.Body, 3 * limit, cancel);
            return Results.Problem(refused.Message, statusCode: StatusCodes.Status413PayloadTooLarge);
        }
        catch (BadHttpRequestException broken) when (broken.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Results.Problem(new FileTooLargeException(limit).Message, statusCode: StatusCodes.Status413PayloadTooLarge);
        }
    }

    /// <summary>The largest file that a field takes: what the form says, never more than the product takes at all.</summary>
    public static long MaxBytes(FormField field, FileSettings settings) => Math.Min(settings.MaxBytes, field.MaxMegabytes * 1024L * 1024);

    public static IReadOnlyList<string> Accepted(FormField field) => field.Accept.Count > 0 ? field.Accept : FileFacts.KnownKinds;

    static void Check(FormField field, string name, CheckedBytes found)
    {
        if (!Accepted(field).Contains(FileFacts.KindOf(found.Kind.ContentType, name)))
            throw new RuleBrokenException(Forms.Texts.Say("FileKindWrong", name, Accepted(field))) { Code = "file-kind" };
        if (found.Danger is { } danger)
            throw new RuleBrokenException(Texts.Of("FileDanger." + danger, name)) { Code = "file-danger" };
    }

    /// <summary>Written by the page with percent signs: a header holds no other letters.</summary>
    static string Header(HttpContext http, string name) => Uri.UnescapeDataString(http.Request.Headers[name].ToString());
}
