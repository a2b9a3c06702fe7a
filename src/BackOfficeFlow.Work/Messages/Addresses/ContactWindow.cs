using NodaTime;
using NodaTime.TimeZones;

namespace BackOfficeFlow.Work.Messages;

/// <summary>When people may be written to. Pure.</summary>
public sealed record ContactWindow(TimeOnly Opens, TimeOnly Closes, DateTimeZone Zone)
{
    /// <summary>Any time but the night, where the company is.</summary>
    public static ContactWindow Of(QuietTime quiet, DateTimeZone zone) => new(quiet.Until, quiet.From, zone);

    /// <summary>The instant before which the message must not go; null when it may go now.</summary>
    public DateTimeOffset? NotBefore(DateTimeOffset now, bool urgent)
    {
        var local = Instant.FromDateTimeOffset(now).InZone(Zone).LocalDateTime;
        var time = local.TimeOfDay.ToTimeOnly();
        var isOpen = Opens <= Closes ? time >= Opens && time < Closes : time >= Opens || time < Closes;
        if (urgent || Opens == Closes || isOpen)
            return null;

        var day = time < Opens ? local.Date : local.Date.PlusDays(1);
        var resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);
        return day.At(LocalTime.FromTimeOnly(Opens)).InZone(Zone, resolver).ToDateTimeOffset().ToUniversalTime();
    }
}
