using System.Globalization;

namespace BackOfficeFlow.Data;

/// <summary>
/// Named places where a process can be stopped by hand, to see that killing it there loses nothing. Off unless the setting CrashPoints:Enabled
/// names one: then the process says so and stands still there until it is killed.
/// </summary>
public class CrashPoints(string? enabled)
{
    public const string InBurst = "in-burst";
    public const string InClaim = "in-claim";
    public const string AfterOutboxBeforeSend = "after-outbox-before-send";
    public const string Migrating = "migrating";

    /// <summary>After the n-th statement ("statement:40"), counted from the start of the process; beginning and committing a transaction count.</summary>
    public const string Statement = "statement:";

    public static readonly IReadOnlyList<string> All = [InBurst, InClaim, AfterOutboxBeforeSend, Migrating];

    readonly long lastStatement = StatementOf(enabled) ?? 0;
    long statements;

    public static bool IsKnown(string name) => All.Contains(name) || StatementOf(name) is > 0;

    /// <summary>Whether every statement is to be reported.</summary>
    public virtual bool CountsStatements => lastStatement > 0;

    public bool IsEnabled(string name) => enabled == name;

    public void Reached(string name)
    {
        if (IsEnabled(name))
            StandStill(name);
    }

    /// <summary>Between two statements: the one before has been done, the next one (<paramref name="next"/>) has not been sent.</summary>
    public virtual void BetweenStatements(string next)
    {
        if (Interlocked.Increment(ref statements) > lastStatement)
            StandStill(Statement + lastStatement.ToString(CultureInfo.InvariantCulture));
    }

    static long? StatementOf(string? name) =>
        name is not null && name.StartsWith(Statement, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(Statement.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static void StandStill(string name)
    {
        Console.WriteLine($"CRASHPOINT {name}");
        Console.Out.Flush();
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
