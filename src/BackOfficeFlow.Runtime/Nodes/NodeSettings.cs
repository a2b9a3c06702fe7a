using BackOfficeFlow.Data;
using Microsoft.Extensions.Configuration;

namespace BackOfficeFlow.Runtime;

/// <summary>For how long a node may be silent before the others take over what it had begun.</summary>
public sealed record NodeSettings(TimeSpan DeadAfter)
{
    const string Key = "Nodes:DeadAfterSeconds";
    const int Usual = 15;
    const int Least = 3;
    const int Most = 600;
    static readonly TimeSpan SlowestBeat = TimeSpan.FromSeconds(5);

    /// <summary>How often a node says that it is alive: three times before it would be taken for dead, and every five seconds at least.</summary>
    public TimeSpan Beat => DeadAfter / 3 < SlowestBeat ? DeadAfter / 3 : SlowestBeat;

    /// <exception cref="SettingException">The value is no whole number, or outside its limits.</exception>
    public static NodeSettings Read(IConfiguration configuration) => configuration[Key] switch
    {
        null or "" => new(TimeSpan.FromSeconds(Usual)),
        { } text when int.TryParse(text, out var seconds) && seconds is >= Least and <= Most => new(TimeSpan.FromSeconds(seconds)),
        { } text => throw new SettingException(Key, $"'{text}' is not a whole number from {Least} to {Most}. Leave it out for {Usual}."),
    };
}
