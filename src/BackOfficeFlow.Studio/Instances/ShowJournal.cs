using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>What happened in a case, a page at a time.</summary>
static class ShowJournal
{
    const int UsualPage = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/workflow-instances/{id:guid}/journal", Show);

    static async Task<IResult> Show(Guid id, HttpContext context, Requests requests)
    {
        var body = await StudioBody.Json(context);
        var filter = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("filter", out var said) ? said : default;
        var page = await requests.Send(
            new ReadJournal(id, context.Request.Number("skip") ?? 0, Math.Clamp(context.Request.Number("take") ?? UsualPage, 1, ReadJournal.Most))
            {
                ActivityIds = filter.ListOf("activityIds"),
                Paths = filter.ListOf("activityNodeIds"),
                NotOfTypes = filter.ListOf("excludedActivityTypes"),
                Happenings = filter.ListOf("eventNames")
            },
            context.RequestAborted);
        return StudioJson.Answer(new { items = page.Lines.Select(line => new JournalShape(id, line)), totalCount = page.Total });
    }
}
