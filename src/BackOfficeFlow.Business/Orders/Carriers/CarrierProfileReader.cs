using System.Text.Json;
using System.Text.Json.Serialization;
using BackOfficeFlow.Work.Calendars;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Reads a carrier's profile. What is wrong with it is said by place; a wrong document gives no profile.</summary>
public static class CarrierProfileReader
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip
    };

    public static (CarrierProfile? Profile, IReadOnlyList<CarrierFinding> Findings) Read(ReadOnlySpan<byte> utf8Json)
    {
        Document? document;
        try
        {
            document = JsonSerializer.Deserialize<Document>(utf8Json, Json);
        }
        catch (JsonException broken)
        {
            return (null, [new("carrier.malformed", broken.Path ?? "$", [broken.LineNumber + 1, broken.BytePositionInLine + 1])]);
        }

        if (document is null)
            return (null, [new("carrier.malformed", "$", [1L, 1L])]);

        var findings = Check(document).ToList();
        return findings.Count > 0 ? (null, findings) : (document.ToProfile(), []);
    }

    static IEnumerable<CarrierFinding> Check(Document document)
    {
        if (string.IsNullOrWhiteSpace(document.Carrier))
            yield return new("carrier.missing", "$.carrier", []);
        if (string.IsNullOrWhiteSpace(document.Name))
            yield return new("carrier.missing", "$.name", []);
        if (document.Instructions is null || string.IsNullOrWhiteSpace(document.Instructions.To))
            yield return new("carrier.missing", "$.instructions.to", []);
        else if (document.Instructions.By is not ("mail" or "http"))
            yield return new("carrier.route", "$.instructions.by", [document.Instructions.By, "mail, http"]);
        else if (document.Instructions.By == "http" && !(Uri.TryCreate(document.Instructions.To, UriKind.Absolute, out var hook) && hook.Scheme is "https" or "http"))
            yield return new("carrier.hook", "$.instructions.to", [document.Instructions.To]);
        else if (document.Instructions is { By: "mail", Secret: not null })
            yield return new("carrier.secret-unused", "$.instructions.secret", []);
        if (document.Codes is null or { Count: 0 })
            yield return new("carrier.missing", "$.codes", []);

        foreach (var (path, term) in document.Terms().Where(each => each.Term is not null && !BusinessDuration.TryParse(each.Term, out _)))
            yield return new("carrier.term", path, [term]);

        foreach (var (code, meaning) in document.Codes ?? [])
        {
            if (Codes.Find<TrackingStatus>(meaning.Status) is null)
                yield return new("carrier.status", $"$.codes.{code}.status", [meaning.Status, Known<TrackingStatus>()]);
            if (meaning.Incident is not null && Codes.Find<IncidentType>(meaning.Incident) is null)
                yield return new("carrier.incident", $"$.codes.{code}.incident", [meaning.Incident, Known<IncidentType>()]);
        }
    }

    static string Known<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(value => value.Code()));

    sealed record Document(
        string? Carrier, string? Name, string? SilentFor, string? StoredFor, Dictionary<string, string>? Services, decimal Carriage, Route? Instructions, Dictionary<string, Meaning>? Codes)
    {
        public IEnumerable<(string Path, string? Term)> Terms() =>
        [
            ("$.silentFor", SilentFor), ("$.storedFor", StoredFor),
            .. (Services ?? []).Select(service => ($"$.services.{service.Key}", (string?)service.Value))
        ];

        public CarrierProfile ToProfile() => new()
        {
            Carrier = Carrier!,
            Name = Name!,
            SilentFor = SilentFor ?? "3 BD",
            StoredFor = StoredFor ?? "15 CD",
            Services = Services ?? [],
            Carriage = Carriage,
            Instructions = new CarrierRoute(Instructions!.By!, Instructions.To!, Instructions.Language ?? "es", Instructions.Secret),
            Codes = Codes!.ToDictionary(
                code => code.Key,
                code => new CarrierCode(Orders.Codes.Find<TrackingStatus>(code.Value.Status)!.Value, Orders.Codes.Find<IncidentType>(code.Value.Incident)),
                StringComparer.OrdinalIgnoreCase)
        };
    }

    sealed record Route(string? By, string? To, string? Language, string? Secret);

    sealed record Meaning(string? Status, string? Incident);
}

/// <summary>Something wrong in a carrier's profile: code, place and arguments; the text is made where it is shown.</summary>
public sealed record CarrierFinding(string Code, string Path, IReadOnlyList<object?> Arguments);
