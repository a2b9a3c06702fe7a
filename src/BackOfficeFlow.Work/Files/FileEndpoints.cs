using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace BackOfficeFlow.Work.Files;

/// <summary>Downloads. A file is never run by the browser under our name: always saved, never guessed at.</summary>
static class FileEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/files/{id:guid}", Download).RequireAuthorization(Policies.Clerk).ExcludeFromDescription();

    static async Task<IResult> Download(Guid id, Requests requests, FileReader reader, HttpContext http, CancellationToken cancel)
    {
        var file = await requests.Send(new OpenFile(id), cancel);
        if (file is null)
            return Results.Problem(Texts.Of("NoSuchFile"), statusCode: StatusCodes.Status404NotFound);
        if (file.Danger is { } danger)
            return Results.Problem(Texts.Of("Quarantined" + danger, file.Name), statusCode: StatusCodes.Status403Forbidden);

        return Send(http, reader.Open(file), file.Name, file.ContentType);
    }

    /// <summary>Bytes as a download with headers that leave a browser nothing to guess.</summary>
    internal static IResult Send(HttpContext http, Stream bytes, string name, string contentType)
    {
        http.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        http.Response.Headers[HeaderNames.CacheControl] = "private, no-store";
        http.Response.Headers[HeaderNames.ContentSecurityPolicy] = "default-src 'none'; sandbox";
        return Results.Stream(bytes, contentType, name);
    }
}
