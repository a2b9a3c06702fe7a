using BackOfficeFlow.Data;
using Microsoft.Extensions.Configuration;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// For how long a node may keep to itself what it has begun. What it could not write down in the end, because the database was away just then, is taken up
/// again when the lease is over. However short it is, a node whose lease was taken over keeps nothing.
/// </summary>
public sealed record LeaseSettings(TimeSpan Timers, TimeSpan Messages)
{
    const int Most = 3600;

    static readonly Length OfTimers = new("Nodes:TimerLeaseSeconds", Usual: 30, Least: 5);
    static readonly Length OfMessages = new("Nodes:MessageLeaseSeconds", Usual: 120, Least: 20);

    /// <summary>How long a call of another system or mail server may take: whoever takes over must not meet one that is still at it.</summary>
    public TimeSpan LongestCall => Messages * 0.75;

    public TimeSpan Longest => Timers > Messages ? Timers : Messages;

    /// <exception cref="SettingException">A value is no whole number, or outside its limits.</exception>
    public static LeaseSettings Read(IConfiguration configuration) => new(OfTimers.In(configuration), OfMessages.In(configuration));

    sealed record Length(string Key, int Usual, int Least)
    {
        public TimeSpan In(IConfiguration configuration) => configuration[Key] switch
        {
            null or "" => TimeSpan.FromSeconds(Usual),
            { } text when int.TryParse(text, out var seconds) && seconds >= Least && seconds <= Most => TimeSpan.FromSeconds(seconds),
            { } text => throw new SettingException(Key, $"'{text}' is not a whole number from {Least} to {Most}. Leave it out for {Usual}."),
        };
    }
}
