using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Choices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>The choices of an input as they are now: asked when a step is opened, with what its other inputs hold.</summary>
static class AskOptions
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/descriptors/activities/{activityType}/options/{property}", Ask);

    static async Task<IResult> Ask(string activityType, string property, HttpContext context, Requests requests)
    {
        var body = await StudioBody.Json(context);
        var options = await requests.Send(new FindOptions(activityType, property) { Others = Others(body) }, context.RequestAborted);
        return options is null
            ? Results.NotFound()
            : StudioJson.Answer(new { items = InputControls.Dropdown([.. options.Select(option => (option.Text, option.Value))], asksAgain: true) });
    }

    static Dictionary<string, string> Others(JsonElement body)
    {
        var others = new Dictionary<string, string>(StringComparer.Ordinal);
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("context", out var context) && context.ValueKind == JsonValueKind.Object)
            foreach (var member in context.EnumerateObject())
                if (TextOf(member.Value) is { Length: > 0 } text)
                    others[member.Name] = text;
        return others;
    }

    // Bare, or as the step keeps it. An expression of another kind says nothing before it runs.
    static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Object when value.TryGetProperty("expression", out var expression) && expression.ValueKind == JsonValueKind.Object
            && expression.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() is "Literal" && expression.TryGetProperty("value", out var literal) => TextOf(literal),
        _ => null
    };
}
