using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Where carriers tell what happens to parcels. Each event is taken in or refused by itself.</summary>
static class TrackingEndpoint
{
    public const int MostEvents = 1000;
    const long MostBytes = 2 * 1024 * 1024;

    public static void MapTracking(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/carriers/{carrier}/tracking-events", Take)
            .RequireAuthorization(Policies.ApiTracking)
            .RequireRateLimiting(RateLimits.Api)
            .UnderLoad(LoadKind.Command)
            .WithName("TakeTrackingEvents")
            .WithTags("Carriers")
            .WithSummary("Takes tracking events in")
            .WithDescription("Send a JSON list of at most 1000 events. Each is taken in or refused by itself: the answer says for each what became of it, and a refused one leaves nothing behind. Sending an event again changes nothing.")
            .WithMetadata(new RequestSizeLimit(MostBytes))
            .Accepts<TrackingBody[]>("application/json")
            .Produces<TrackingAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    static async Task<IResult> Take(string carrier, HttpRequest request, Requests requests, CancellationToken cancel)
    {
        if (request.ContentLength > MostBytes)
            return Refuse(StatusCodes.Status413PayloadTooLarge, "too-large", Texts.Say("BodyTooLarge", MostBytes / 1024, MostEvents));

        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = 8 }, cancel);
        }
        catch (JsonException broken)
        {
            return Refuse(StatusCodes.Status400BadRequest, "bad-json", Texts.Say("BodyNotJson", (broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1));
        }

        using (body)
        {
            if (body.RootElement.ValueKind != JsonValueKind.Array)
                return Refuse(StatusCodes.Status400BadRequest, "not-a-list", Texts.Say("BodyNotList"));
            if (body.RootElement.GetArrayLength() is 0 or > MostEvents)
                return Refuse(StatusCodes.Status400BadRequest, "wrong-count", Texts.Say("BodyWrongCount", body.RootElement.GetArrayLength(), MostEvents));

            try
            {
                var key = await requests.Send(new FindCarrier(carrier), cancel);
                return Results.Ok(await TakeAll(key, body.RootElement, requests, cancel));
            }
            catch (RuleBrokenException unknown) when (unknown.Code == "carrier-unknown")
            {
                return Refuse(StatusCodes.Status404NotFound, unknown.Code, unknown.Message);
            }
        }
    }

    static async Task<TrackingAnswer> TakeAll(string carrier, JsonElement list, Requests requests, CancellationToken cancel)
    {
        var items = new List<TrackingItem>(list.GetArrayLength());
        foreach (var element in list.EnumerateArray())
        {
            var (body, eventId, problem) = TrackingReader.Read(element);
            items.Add(body is null
                ? new TrackingItem(items.Count, eventId, TrackingItem.Refused, null, problem)
                : await TakeOne(items.Count, carrier, body, requests, cancel));
        }

        return new TrackingAnswer(
            items.Count(item => item.Result == TrackingItem.Taken), items.Count(item => item.Result == TrackingItem.Known), items.Count(item => item.Result == TrackingItem.Refused), items);
    }

    static async Task<TrackingItem> TakeOne(int index, string carrier, TrackingBody body, Requests requests, CancellationToken cancel)
    {
        try
        {
            var receipt = await requests.Send(body.ToRequest(carrier), cancel);
            return new TrackingItem(index, body.EventId, receipt.WasKnown ? TrackingItem.Known : TrackingItem.Taken, receipt.Status, null);
        }
        catch (Exception refused) when (Problem.Of(refused) is { IsExpected: true } problem)
        {
            var field = problem.Fields.Keys.FirstOrDefault();
            return new TrackingItem(
                index, body.EventId, TrackingItem.Refused, null,
                new TrackingProblem(problem.Code, field is null ? null : JsonNamingPolicy.CamelCase.ConvertName(field), problem.Details.Count > 0 ? problem.Details[0] : problem.Message));
        }
    }

    static IResult Refuse(int status, string code, string message) =>
        Results.Problem(statusCode: status, title: message, extensions: new Dictionary<string, object?> { ["code"] = code });

    sealed record RequestSizeLimit(long Bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Bytes;
    }
}

/// <summary>What became of a list of events.</summary>
public sealed record TrackingAnswer(int Taken, int Known, int Refused, IReadOnlyList<TrackingItem> Items);

/// <summary>What became of one event: "taken", "known" (it was told before) or "refused", with the reason.</summary>
public sealed record TrackingItem(int Index, string? EventId, string Result, string? Status, TrackingProblem? Problem)
{
    internal const string Taken = "taken";
    internal const string Known = "known";
    internal const string Refused = "refused";
}
