using System.Security.Cryptography;
using System.Text;

namespace BackOfficeFlow.Engine.Running;

/// <summary>How often a step that failed is tried again by itself, and after what pauses. Names and defaults are those of Elsa's resilience strategies.</summary>
public sealed record RetryStrategy
{
    public const int MostAttempts = 1_000;
    public static readonly TimeSpan LongestDelay = TimeSpan.FromDays(30);

    static readonly HashSet<string> Members = new(StringComparer.OrdinalIgnoreCase) { "maxRetryAttempts", "delay", "backoffType", "useJitter", "maxDelay" };

    /// <summary>What definitions call it; empty for one that a step brings itself.</summary>
    public string Id { get; init; } = "";
    public string? DisplayName { get; init; }

    /// <summary>Tries after the first one.</summary>
    public int MaxRetryAttempts { get; init; } = 3;
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);
    public BackoffType BackoffType { get; init; } = BackoffType.Exponential;

    /// <summary>Moves each pause by up to a quarter, so that what failed together is not tried again together.</summary>
    public bool UseJitter { get; init; }

    /// <summary>No pause is longer.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The pause before a retry, the first being 1. The seed stands for the clock and for chance: the same one gives the same pause.</summary>
    public TimeSpan PauseBefore(int retry, string seed)
    {
        var times = BackoffType switch
        {
            BackoffType.Constant => 1,
            BackoffType.Linear => retry,
            _ => Math.Pow(2, retry - 1)
        };
        if (UseJitter)
            times *= 0.75 + Fraction($"{seed}/{retry}") / 2;
        var ticks = Math.Min(Delay.Ticks * times, MaxDelay.Ticks);
        return TimeSpan.FromTicks((long)ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond);
    }

    static double Fraction(string seed) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(seed))) / (double)uint.MaxValue;

    /// <summary>Whether an object is a strategy of its own, not the name of one.</summary>
    public static bool IsWritten(IEnumerable<string> members) => members.Any(Members.Contains);

    /// <summary>Reads a strategy as it stands in a definition; the problem says what does not fit.</summary>
    public static (RetryStrategy? Strategy, string? Problem) Read(IReadOnlyDictionary<string, object?> written)
    {
        var strategy = new RetryStrategy();
        foreach (var (name, value) in written)
        {
            try
            {
                strategy = strategy.With(name, value);
            }
            catch (ValueException broken)
            {
                return (null, $"{name}: {broken.Message}");
            }
        }
        return strategy.FindProblem() is { } problem ? (null, problem) : (strategy, null);
    }

    RetryStrategy With(string name, object? value) => value is null ? this : name.ToUpperInvariant() switch
    {
        "ID" => this with { Id = Values.Text(value) ?? "" },
        "DISPLAYNAME" => this with { DisplayName = Values.Text(value) },
        "MAXRETRYATTEMPTS" => this with { MaxRetryAttempts = (int)Values.To(value, typeof(int), strict: true)! },
        "DELAY" => this with { Delay = (TimeSpan)Values.To(value, typeof(TimeSpan), strict: true)! },
        "MAXDELAY" => this with { MaxDelay = (TimeSpan)Values.To(value, typeof(TimeSpan), strict: true)! },
        "BACKOFFTYPE" => this with { BackoffType = (BackoffType)Values.To(value, typeof(BackoffType), strict: true)! },
        "USEJITTER" => this with { UseJitter = (bool)Values.To(value, typeof(bool), strict: true)! },
        _ => this
    };

    /// <summary>What of it is outside its limits; null when nothing is.</summary>
    public string? FindProblem() =>
        MaxRetryAttempts is < 0 or > MostAttempts ? $"maxRetryAttempts must be from 0 to {MostAttempts}"
        : Delay < TimeSpan.Zero || Delay > LongestDelay ? $"delay must be from 0 to {LongestDelay.Days} days"
        : MaxDelay < TimeSpan.Zero || MaxDelay > LongestDelay ? $"maxDelay must be from 0 to {LongestDelay.Days} days"
        : !Enum.IsDefined(BackoffType) ? $"backoffType must be one of {string.Join(", ", Enum.GetNames<BackoffType>())}"
        : null;
}

/// <summary>How pauses grow: not at all, by one delay each time, or doubling.</summary>
public enum BackoffType { Constant, Linear, Exponential }
