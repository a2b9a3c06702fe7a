using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using Microsoft.Extensions.Configuration;

namespace BackOfficeFlow.Runtime;

/// <summary>What a host decides about the engine: the switches that Elsa leaves to it, and how far one burst may go.</summary>
public sealed class EngineSettings
{
    readonly IConfiguration configuration;

    EngineSettings(IConfiguration configuration) => this.configuration = configuration;

    /// <exception cref="SettingException">A value is none of those allowed, or outside its limits.</exception>
    public static EngineOptions Read(IConfiguration configuration) => new EngineSettings(configuration).Read(new EngineOptions());

    EngineOptions Read(EngineOptions usual) => usual with
    {
        FlowchartMode = Choice<FlowchartMode>("Engine:FlowchartMode", usual.FlowchartMode),
        IncidentStrategy = Choice<IncidentStrategy>("Engine:IncidentStrategy", usual.IncidentStrategy),
        StrictConversion = Choice<Conversion>("Engine:ValueConversion", Conversion.Strict) == Conversion.Strict,
        KeepOutputsAfterWait = Choice<Fate>("Engine:OutputsAfterWait", Fate.Kept) == Fate.Kept,
        KeepUnstoredVariables = Choice<Fate>("Engine:UnstoredVariables", Fate.Kept) == Fate.Kept,
        GoOnUnheard = Choice<Unheard>("Engine:UnheardAnswers", Unheard.GoOn) == Unheard.GoOn,
        LogPersistence = Choice<LogPersistence>("Engine:LogPersistence", usual.LogPersistence),
        StepsPerBurst = (int)Number("Engine:StepsPerBurst", 100, 100_000_000, usual.StepsPerBurst),
        TimePerBurst = TimeSpan.FromSeconds(Number("Engine:SecondsPerBurst", 1, 3_600, (long)usual.TimePerBurst.TotalSeconds)),
        BytesPerInstance = Number("Engine:MegabytesPerInstance", 1, 1_024, usual.BytesPerInstance >> 20) << 20,
        NestedInstances = (int)Number("Engine:NestedInstances", 1, 1_000, usual.NestedInstances),
        KeepEvents = TimeSpan.FromMinutes(Number("Engine:KeepEventsMinutes", 0, 10_080, (long)usual.KeepEvents.TotalMinutes)),
        Nesting = (int)Number("Engine:Nesting", 10, 600, usual.Nesting),
        RetryStrategies = Strategies(usual.RetryStrategies),
        Scripts = usual.Scripts with
        {
            // Under two seconds a busy machine stops scripts that do nothing wrong.
            Time = TimeSpan.FromSeconds(Number("Engine:ScriptSeconds", 2, 300, (long)usual.Scripts.Time.TotalSeconds)),
            Memory = Number("Engine:ScriptMegabytes", 4, 1_024, usual.Scripts.Memory >> 20) << 20,
            Statements = (int)Number("Engine:ScriptStatements", 1_000, 100_000_000, usual.Scripts.Statements),
            Recursion = (int)Number("Engine:ScriptRecursion", 10, 1_000, usual.Scripts.Recursion)
        }
    };

    // Elsa's key and names, so that its settings can be taken over.
    IReadOnlyList<RetryStrategy> Strategies(IReadOnlyList<RetryStrategy> usual)
    {
        var written = configuration.GetSection("Resilience:Strategies").GetChildren().ToList();
        if (written.Count == 0)
            return usual;
        var strategies = written.ConvertAll(Strategy);
        return strategies.GroupBy(strategy => strategy.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new SettingException("Resilience:Strategies", $"two strategies are called '{twice.Key}'. Give each an id of its own.")
            : strategies;
    }

    static RetryStrategy Strategy(IConfigurationSection section)
    {
        var (strategy, problem) = RetryStrategy.Read(section.GetChildren().ToDictionary(member => member.Key, member => (object?)member.Value, StringComparer.OrdinalIgnoreCase));
        if (strategy is null)
            throw new SettingException(section.Path, $"{problem}. It takes id, displayName, maxRetryAttempts, delay (00:00:01), backoffType (Constant, Linear, Exponential), useJitter and maxDelay.");
        return strategy.Id.Length > 0 ? strategy : throw new SettingException($"{section.Path}:id", "it is missing. Definitions name the strategy by it.");
    }

    enum Conversion { Strict, Lenient }

    enum Fate { Kept, Lost }

    enum Unheard { GoOn, Wait }

    T Choice<T>(string key, T usual) where T : struct, Enum => configuration[key] switch
    {
        null or "" => usual,
        { } text when Enum.TryParse<T>(text, ignoreCase: true, out var value) && char.IsLetter(text[0]) => value,
        { } text => throw new SettingException(key, $"'{text}' is not one of {string.Join(", ", Enum.GetNames<T>())}. Leave it out for {usual}.")
    };

    long Number(string key, long least, long most, long usual) => configuration[key] switch
    {
        null or "" => usual,
        { } text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        { } text => throw new SettingException(key, $"'{text}' is not a whole number from {least} to {most}. Leave it out for {usual}.")
    };
}
