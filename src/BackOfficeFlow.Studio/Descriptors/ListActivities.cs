using System.Globalization;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>The palette. The designer asks for it after every save.</summary>
static class ListActivities
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/descriptors/activities", List);

    static async Task<IResult> List(HttpContext context, Palette palette, ActivityRegistry registry, Requests requests)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var own = await requests.Send(new ListUsableWorkflows(), context.RequestAborted);
        var words = ActivityWords.Of(registry, language);
        return StudioJson.Kept(context, palette.With(own.Select(step => UsedWorkflowShape.Of(step, words)), language));
    }
}
