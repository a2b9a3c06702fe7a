using BackOfficeFlow.Data;
using Microsoft.Extensions.Configuration;

namespace BackOfficeFlow.Runtime;

/// <summary>For how long a node may be silent before the others take over what it had begun, and how long it takes to stop.</summary>
public sealed record NodeSettings(TimeSpan DeadAfter)
{
    const string DeadKey = "Nodes:DeadAfterSeconds";
    const string StopKey = "Nodes:StopSeconds";
    const int UsualDead = 15;
    // With the goodbye after it ten seconds at most, which is what container engines wait.
    const int UsualStop = 7;
    static readonly TimeSpan SlowestBeat = TimeSpan.FromSeconds(5);

    /// <summary>How often a node says that it is alive: three times before it would be taken for dead, and every five seconds at least.</summary>
    public TimeSpan Beat => DeadAfter / 3 < SlowestBeat ? DeadAfter / 3 : SlowestBeat;

    /// <summary>After how long a node that was told to stop gives up what it still works on.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(UsualStop);

    /// <summary>How long what is under way may go on meanwhile: the rest is for closing lines and saying goodbye.</summary>
    public TimeSpan FinishWithin => StopWithin * 0.6;

    /// <summary>How long timers and messages that it has begun may go on: it says no more that it is alive, and the others are not to take it for dead before.</summary>
    public TimeSpan DrainWithin => DeadAfter / 2 < FinishWithin ? DeadAfter / 2 : FinishWithin;

    /// <exception cref="SettingException">A value is no whole number, or outside its limits.</exception>
    public static NodeSettings Read(IConfiguration configuration) => new(Seconds(configuration, DeadKey, UsualDead, 3, 600))
    {
        StopWithin = Seconds(configuration, StopKey, UsualStop, 1, 600)
    };

    /// <exception cref="SettingException">The value is no whole number, or outside its limits.</exception>
    internal static TimeSpan Seconds(IConfiguration configuration, string key, int usual, int least, int most) => configuration[key] switch
    {
        null or "" => TimeSpan.FromSeconds(usual),
        { } text when int.TryParse(text, out var seconds) && seconds >= least && seconds <= most => TimeSpan.FromSeconds(seconds),
        { } text => throw new SettingException(key, $"'{text}' is not a whole number from {least} to {most}. Leave it out for {usual}."),
    };
}
