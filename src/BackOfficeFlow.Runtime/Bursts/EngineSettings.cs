using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Expressions;
using BackOfficeFlow.Engine.Running;
using Microsoft.Extensions.Configuration;

namespace BackOfficeFlow.Runtime;

/// <summary>What a host decides about the engine: the switches that Elsa leaves to it, and how far one burst may go.</summary>
public static class EngineSettings
{
    static readonly EngineOptions Usual = new();

    /// <exception cref="SettingException">A value is none of those allowed, or outside its limits.</exception>
    public static EngineOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Engine");
        return Usual with
        {
            FlowchartMode = OneOf(section, "FlowchartMode", Usual.FlowchartMode),
            IncidentStrategy = OneOf(section, "IncidentStrategy", Usual.IncidentStrategy),
            StrictConversion = Word(section, "ValueConversion", "strict", "lenient", Usual.StrictConversion),
            KeepOutputsAfterWait = Word(section, "OutputsAfterWait", "kept", "lost", Usual.KeepOutputsAfterWait),
            KeepUnstoredVariables = Word(section, "UnstoredVariables", "kept", "lost", Usual.KeepUnstoredVariables),
            StepsPerBurst = (int)Number(section, "Limits:StepsPerBurst", 100, 100_000_000, Usual.StepsPerBurst),
            TimePerBurst = TimeSpan.FromSeconds(Number(section, "Limits:SecondsPerBurst", 1, 3_600, (long)Usual.TimePerBurst.TotalSeconds)),
            BytesPerInstance = Number(section, "Limits:MegabytesPerInstance", 1, 1_024, Usual.BytesPerInstance >> 20) << 20,
            Nesting = (int)Number(section, "Limits:Nesting", 10, 600, Usual.Nesting),
            Scripts = ReadScripts(section, Usual.Scripts)
        };
    }

    // Under two seconds a busy machine stops scripts that do nothing wrong.
    static ScriptLimits ReadScripts(IConfigurationSection section, ScriptLimits usual) => usual with
    {
        Time = TimeSpan.FromSeconds(Number(section, "Scripts:Seconds", 2, 300, (long)usual.Time.TotalSeconds)),
        Memory = Number(section, "Scripts:Megabytes", 4, 1_024, usual.Memory >> 20) << 20,
        Statements = (int)Number(section, "Scripts:Statements", 1_000, 100_000_000, usual.Statements),
        Recursion = (int)Number(section, "Scripts:Recursion", 10, 1_000, usual.Recursion)
    };

    static T OneOf<T>(IConfigurationSection section, string key, T usual) where T : struct, Enum => section[key] switch
    {
        null or "" => usual,
        { } text when Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsDigit(text[0]) => value,
        { } text => throw new SettingException(Full(section, key), $"'{text}' is not one of {string.Join(", ", Enum.GetNames<T>())}. Leave it out for {usual}.")
    };

    static bool Word(IConfigurationSection section, string key, string yes, string no, bool usual) => section[key]?.ToLowerInvariant() switch
    {
        null or "" => usual,
        var word when word == yes => true,
        var word when word == no => false,
        _ => throw new SettingException(Full(section, key), $"'{section[key]}' is neither '{yes}' nor '{no}'. Leave it out for '{(usual ? yes : no)}'.")
    };

    static long Number(IConfigurationSection section, string key, long least, long most, long usual) => section[key] switch
    {
        null or "" => usual,
        { } text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        { } text => throw new SettingException(Full(section, key), $"'{text}' is not a whole number from {least} to {most}. Leave it out for {usual}.")
    };

    static string Full(IConfigurationSection section, string key) => $"{section.Path}:{key}";
}
