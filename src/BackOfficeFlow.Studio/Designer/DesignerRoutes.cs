using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>What the designer's frame loads. All of it is for members only: nobody else has a use for it.</summary>
static class DesignerRoutes
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var studio = routes.MapGroup(StudioRoom.StudioPath).RequireAuthorization(Policies.Member).ExcludeFromDescription();
        studio.MapMethods("/workflows/definitions", Reading, StudioPage.Definitions);
        studio.MapMethods("/workflows/definitions/{definitionId}/edit", Reading, StudioPage.Definition);
        studio.MapMethods("/workflows/instances", Reading, StudioPage.Instances);
        studio.MapMethods("/workflows/instances/{instanceId}/view", Reading, StudioPage.Instance);
        studio.MapGet("/session", StudioSession.Handle);
        studio.MapGet("/signed-in", SignedInAgain.Handle);

        // Studio does not start without its settings; ours come by the page.
        studio.MapMethods("/appsettings.json", Reading, () => Results.Content("{}", "application/json"));
        studio.MapGet("/licences.txt", () => Results.Content(StudioTemplates.Read("licences.txt"), "text/plain; charset=utf-8"));
        studio.MapMethods("/{**file}", Reading, SendStudioFile.Handle);
    }
}
