using System.Globalization;
using System.Text.Json;

namespace BackOfficeFlow.Business.Orders;

/// <summary>One event as a carrier sends it.</summary>
/// <param name="EventId">The carrier's own id of the event; the same id told again changes nothing.</param>
/// <param name="TrackingNumber">The parcel.</param>
/// <param name="Code">The carrier's code, as its profile lists it.</param>
/// <param name="At">When it happened, with the offset: 2026-11-25T10:15:00+01:00.</param>
/// <param name="Place">Where.</param>
/// <param name="Text">What the carrier says about it.</param>
/// <param name="NewEta">The day on which the parcel is expected now: 2026-11-27.</param>
public sealed record TrackingBody(string EventId, string TrackingNumber, string Code, DateTimeOffset At, string? Place = null, string? Text = null, DateOnly? NewEta = null)
{
    internal RecordTrackingEvent ToRequest(string carrier) => new(carrier, EventId, TrackingNumber, Code, At) { Place = Place, Text = Text, NewEta = NewEta };
}

/// <summary>Reads the list that a carrier sends, item by item: a wrong one does not spoil its neighbours.</summary>
public static class TrackingReader
{
    static readonly string[] Required = ["eventId", "trackingNumber", "code", "at"];
    static readonly string[] Optional = ["place", "text", "newEta"];

    public static (TrackingBody? Event, string? EventId, TrackingProblem? Problem) Read(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return (null, null, new TrackingProblem("not-an-object", null, Texts.Say("ItemNotObject", string.Join(", ", Required))));

        var eventId = item.TryGetProperty("eventId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        var problem = FindUnknown(item) ?? FindMissing(item) ?? FindMisfit(item);
        return problem is null ? (Make(item), eventId, null) : (null, eventId, problem);
    }

    static TrackingProblem? FindUnknown(JsonElement item)
    {
        foreach (var member in item.EnumerateObject())
            if (!Required.Contains(member.Name) && !Optional.Contains(member.Name))
                return new TrackingProblem("unknown-field", member.Name, Texts.Say("FieldUnknown", member.Name, string.Join(", ", Required.Concat(Optional))));

        return null;
    }

    static TrackingProblem? FindMissing(JsonElement item)
    {
        foreach (var name in Required)
            if (!item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
                return new TrackingProblem("missing-field", name, Texts.Say("FieldMissing", name));

        return null;
    }

    static TrackingProblem? FindMisfit(JsonElement item)
    {
        foreach (var member in item.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (member.Value.ValueKind != JsonValueKind.String)
                return new TrackingProblem("not-text", member.Name, Texts.Say("FieldNotText", member.Name));
            if (member.Name == "at" && Instant(member.Value.GetString()!) is null)
                return new TrackingProblem("not-an-instant", "at", Texts.Say("FieldNotInstant", member.Value.GetString()));
            if (member.Name == "newEta" && Day(member.Value.GetString()!) is null)
                return new TrackingProblem("not-a-date", "newEta", Texts.Say("FieldNotDate", member.Value.GetString()));
        }

        return null;
    }

    static TrackingBody Make(JsonElement item) => new(
        Text(item, "eventId")!, Text(item, "trackingNumber")!, Text(item, "code")!, Instant(Text(item, "at")!)!.Value,
        Text(item, "place"), Text(item, "text"), Text(item, "newEta") is { } eta ? Day(eta) : null);

    static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Without an offset nobody knows which instant is meant.
    static DateTimeOffset? Instant(string text) =>
        text.Length > 10 && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.ToUniversalTime() : null;

    static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>Why an event was refused: a stable code, the field, and what to do about it.</summary>
public sealed record TrackingProblem(string Code, string? Field, string Message);
