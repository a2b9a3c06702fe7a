namespace BackOfficeFlow.Data;

/// <summary>
/// Named places where a process can be stopped by hand, to see that killing it there loses nothing. Off unless the setting CrashPoints:Enabled
/// names one: then the process says so and stands still there until it is killed.
/// </summary>
public sealed class CrashPoints(string? enabled)
{
    public const string InBurst = "in-burst";
    public const string InClaim = "in-claim";
    public const string AfterOutboxBeforeSend = "after-outbox-before-send";
    public const string Migrating = "migrating";

    public static readonly IReadOnlyList<string> All = [InBurst, InClaim, AfterOutboxBeforeSend, Migrating];

    public bool IsEnabled(string name) => enabled == name;

    public void Reached(string name)
    {
        if (!IsEnabled(name))
            return;

        Console.WriteLine($"CRASHPOINT {name}");
        Console.Out.Flush();
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
