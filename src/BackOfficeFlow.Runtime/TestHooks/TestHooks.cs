using BackOfficeFlow.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// What only the tests of faults switch on: a defect, to show that the books would not balance with it, and a clock that can be stepped. Both need
/// TestHooks:Enabled=true besides, and each start with it says so in the log.
/// </summary>
public sealed class TestHooks(PlantedFault planted)
{
    const string EnabledKey = "TestHooks:Enabled";
    const string PlantKey = "TestHooks:Plant";
    const string ClockKey = "TestHooks:ClockFile";

    static readonly IReadOnlyDictionary<string, PlantedFault> Names = new Dictionary<string, PlantedFault>
    {
        ["double-fire"] = PlantedFault.DoubleFire,
        ["lost-effect"] = PlantedFault.LostEffect,
        ["stale-write"] = PlantedFault.StaleWrite,
        ["swallowed-stimulus"] = PlantedFault.SwallowedStimulus,
        ["forgotten-timer"] = PlantedFault.ForgottenTimer
    };

    int asked;

    /// <summary>The words of the setting TestHooks:Plant.</summary>
    public static IEnumerable<string> Known => Names.Keys;

    /// <summary>Whether this time, one in three, the planted defect is to show.</summary>
    internal bool Spoils(PlantedFault fault) => planted == fault && Interlocked.Increment(ref asked) % 3 == 0;

    /// <exception cref="SettingException">A hook is set without the word that allows hooks, or is not known.</exception>
    internal static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var (plant, clock) = (configuration[PlantKey], configuration[ClockKey]);
        var isEnabled = configuration[EnabledKey] switch
        {
            null or "" => false,
            { } text => bool.TryParse(text, out var on) ? on : throw new SettingException(EnabledKey, $"'{text}' is neither true nor false.")
        };
        if (!isEnabled && !string.IsNullOrEmpty(plant))
            throw new SettingException(PlantKey, $"it spoils data on purpose, for tests only. Take it away; where that is meant, set {EnabledKey} to true too.");
        if (!isEnabled && !string.IsNullOrEmpty(clock))
            throw new SettingException(ClockKey, $"it makes the clock wrong on purpose, for tests only. Take it away; where that is meant, set {EnabledKey} to true too.");

        services.AddSingleton(new TestHooks(Find(plant)));
        if (!string.IsNullOrEmpty(clock))
            services.TryAddSingleton<TimeProvider>(new SteppedClock(clock));
        if (isEnabled)
            services.AddHostedService<TestHookNotice>();
    }

    static PlantedFault Find(string? name) => string.IsNullOrEmpty(name) ? PlantedFault.None
        : Names.TryGetValue(name, out var fault) ? fault
        : throw new SettingException(PlantKey, $"'{name}' is not known. Known: {string.Join(", ", Known)}; leave it out in production.");
}

/// <summary>A defect on purpose.</summary>
public enum PlantedFault
{
    None,

    /// <summary>What a burst brought about is written twice.</summary>
    DoubleFire,

    /// <summary>An effect that a burst asked for is not written.</summary>
    LostEffect,

    /// <summary>A burst keeps the state that it found.</summary>
    StaleWrite,

    /// <summary>A message counts as done though nobody was told.</summary>
    SwallowedStimulus,

    /// <summary>A wait begins without its timer.</summary>
    ForgottenTimer
}

/// <summary>Says at each start that this process is not to be trusted.</summary>
sealed class TestHookNotice(ILogger<TestHookNotice> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        log.LogCritical("TEST HOOKS ARE ON: this process may have a wrong clock or lose data on purpose. Remove TestHooks:Enabled anywhere but in a test");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
