using System.Globalization;
using Jint.Runtime;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>Scripts see the instant of the burst, so that a run can be repeated.</summary>
sealed class ScriptClock : ITimeSystem
{
    public Scope? Scope { get; set; }
    public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;
    public DateTimeOffset GetUtcNow() => Scope?.Now ?? DateTimeOffset.UnixEpoch;
    public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;

    public bool TryParse(string date, out long epochMilliseconds)
    {
        var parsed = DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant);
        epochMilliseconds = parsed ? instant.ToUnixTimeMilliseconds() : 0;
        return parsed;
    }
}
