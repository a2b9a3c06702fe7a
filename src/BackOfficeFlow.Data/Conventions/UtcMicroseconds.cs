using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BackOfficeFlow.Data;

/// <summary>Instants are kept in UTC, cut to microseconds: PostgreSQL keeps no more, and what is read must equal what was written.</summary>
public sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => Cut(instant),
    stored => stored.ToUniversalTime())
{
    public static DateTimeOffset Cut(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}

/// <summary>SQLite can neither compare nor order a DateTimeOffset: there an instant is a number of UTC ticks.</summary>
public sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
    instant => UtcMicroseconds.Cut(instant).Ticks,
    stored => new DateTimeOffset(stored, TimeSpan.Zero));
