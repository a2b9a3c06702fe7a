using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace BackOfficeFlow.Work.Messages;

/// <summary>A message as it reads, and its mail as a file.</summary>
static class MessageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/messages/{id:guid}/view", View).RequireAuthorization(Policies.Clerk).ExcludeFromDescription();
        routes.MapGet("/messages/{id:guid}/mail.eml", Download).RequireAuthorization(Policies.Clerk).ExcludeFromDescription();
    }

    static async Task<IResult> View(Guid id, Requests requests, HttpContext http, CancellationToken cancel)
    {
        if (await requests.Send(new OpenMail(id), cancel) is not { } mail)
            return NotFound();

        // A sandbox without a single permission: whatever might stand in a mail, nothing of it runs, and nothing is fetched.
        http.Response.Headers[HeaderNames.ContentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'";
        http.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        http.Response.Headers[HeaderNames.CacheControl] = "private, no-store";
        return Results.Text(mail.Html, "text/html", Encoding.UTF8);
    }

    static async Task<IResult> Download(Guid id, Requests requests, FileReader reader, HttpContext http, CancellationToken cancel) =>
        await requests.Send(new OpenMail(id), cancel) is { File: { } file }
            ? FileEndpoints.Send(http, reader.Open(file), file.Name, file.ContentType)
            : NotFound();

    static IResult NotFound() => Results.Problem(Texts.Of("NoSuchMessage"), statusCode: StatusCodes.Status404NotFound);
}
