namespace BackOfficeFlow.Business.Orders;

/// <summary>What we know of a carrier: its words and ours, how long its services take, how it takes instructions. A document that a designer edits.</summary>
public sealed record CarrierProfile
{
    public required string Carrier { get; init; }
    public required string Name { get; init; }

    /// <summary>No event for so long, while the parcel is under way, is an event itself.</summary>
    public string SilentFor { get; init; } = "3 BD";

    /// <summary>How long each service takes from an instruction to the door; "standard" is the fallback.</summary>
    public IReadOnlyDictionary<string, string> Services { get; init; } = new Dictionary<string, string>();

    /// <summary>How long it keeps a parcel that it could not hand over, before it goes back.</summary>
    public string StoredFor { get; init; } = "15 CD";

    /// <summary>What sending one parcel once more costs.</summary>
    public decimal Carriage { get; init; }

    public required CarrierRoute Instructions { get; init; }

    /// <summary>The carrier's codes, as it writes them.</summary>
    public required IReadOnlyDictionary<string, CarrierCode> Codes { get; init; }

    /// <summary>The key of a carrier, however somebody wrote it.</summary>
    public static string KeyOf(string written) => written.Trim().ToLowerInvariant();

    public string TimeOf(string service) => Services.GetValueOrDefault(service) ?? Services.GetValueOrDefault("standard") ?? "3 BD";

    /// <summary>What a code means; a code that the profile lacks is UNKNOWN, which people are alerted of.</summary>
    public CarrierCode Read(string rawCode) =>
        Codes.TryGetValue(rawCode.Trim(), out var known) ? known : new CarrierCode(TrackingStatus.Unknown, IncidentType.Unknown);
}

/// <summary>What a code of the carrier means to us; without an incident when it tells of no trouble.</summary>
public sealed record CarrierCode(TrackingStatus Status, IncidentType? Incident = null);

/// <summary>Where instructions go: by "mail" to an address, or by "http" to the carrier's hook.</summary>
/// <param name="By">The channel.</param>
/// <param name="To">The address.</param>
/// <param name="Language">In which the carrier is written to.</param>
/// <param name="Secret">The name of what proves to the hook who calls; its value stands in the settings, never here.</param>
public sealed record CarrierRoute(string By, string To, string Language = "es", string? Secret = null);
