using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace BackOfficeFlow.Work.Processes;

/// <summary>Packages as files to keep.</summary>
static class PackageEndpoints
{
    public static void MapPackages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/processes/packages/{area}.zip", Download).RequireAuthorization(Policies.Designer).ExcludeFromDescription();

    static async Task<IResult> Download(string area, Requests requests, HttpContext http, CancellationToken cancel)
    {
        var package = await requests.Send(new ExportPackage(area), cancel);
        http.Response.Headers[HeaderNames.CacheControl] = "private, no-store";
        return Results.File(package.Content, "application/zip", package.Name);
    }
}
