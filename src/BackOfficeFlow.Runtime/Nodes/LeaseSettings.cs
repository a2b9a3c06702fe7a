using BackOfficeFlow.Data;
using Microsoft.Extensions.Configuration;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// For how long a node may keep to itself what it has begun. What it could not write down in the end, because the database was away just then, is taken up
/// again when the lease is over. However short it is, a node whose lease was taken over keeps nothing.
/// </summary>
public sealed record LeaseSettings(TimeSpan Timers, TimeSpan Messages)
{
    const string TimersKey = "Nodes:TimerLeaseSeconds";
    const string MessagesKey = "Nodes:MessageLeaseSeconds";
    const int Most = 3600;

    /// <summary>How long a call of another system or mail server may take: whoever takes over must not meet one that is still at it.</summary>
    public TimeSpan LongestCall => Messages * 0.75;

    public TimeSpan Longest => Timers > Messages ? Timers : Messages;

    /// <exception cref="SettingException">A value is no whole number, or outside its limits.</exception>
    public static LeaseSettings Read(IConfiguration configuration) => new(
        NodeSettings.Seconds(configuration, TimersKey, usual: 30, least: 5, Most),
        NodeSettings.Seconds(configuration, MessagesKey, usual: 120, least: 20, Most));
}
