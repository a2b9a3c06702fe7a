using System.Globalization;
using BackOfficeFlow.Testing;

namespace BackOfficeFlow.Chaos;

/// <summary>One node: a real process that is killed, frozen and started again. Its clock is its own, and it may be of another build.</summary>
sealed class ChaosNode(int number, IReadOnlyDictionary<string, string> settings, string folder, string program) : IAsyncDisposable
{
    readonly string clockFile = Path.Combine(folder, $"clock-{number}");
    WebProcess? process;
    int done;
    int endings;

    public int Number => number;

    /// <summary>Where it answers, also while it is frozen; null while there is no process.</summary>
    public Uri? Address { get; private set; }

    /// <summary>How many commands it has accepted since its start.</summary>
    public int Done => done;

    public void Worked() => Interlocked.Increment(ref done);

    public async Task Start(CancellationToken cancel)
    {
        Step(TimeSpan.Zero);
        while (Address is null)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                process = await WebProcess.Listens(WebProcess.LaunchApart(Settings(), program));
                done = 0;
                Address = process.Address;
            }
            catch (InvalidOperationException problem)
            {
                // The database may be away just now: whoever runs nodes starts them again.
                await File.WriteAllTextAsync(Path.Combine(folder, $"node-{number}-no-start.txt"), problem.Message, cancel);
                await Pause.For(TimeSpan.FromSeconds(1), cancel);
            }
        }
    }

    /// <summary>Begins a start and kills it on its way.</summary>
    public async Task StartAndKill(TimeSpan after, CancellationToken cancel)
    {
        await using var doomed = WebProcess.LaunchApart(Settings(), program);
        await Pause.For(after, cancel);
        await doomed.Kill();
    }

    /// <summary>It was there and ended without being killed: its exit code. Null while it lives, or is down because it was killed.</summary>
    public int? EndedBySelf => process is { HasExited: true } gone ? gone.ExitCode : null;

    public async Task Kill()
    {
        Address = null;
        if (process is not { } mine)
            return;
        process = null;
        var name = mine.HasExited ? $"node-{number}-ended-{++endings}.txt" : $"node-{number}-last-output.txt";
        await File.WriteAllTextAsync(Path.Combine(folder, name), mine.Output);
        await mine.DisposeAsync();
    }

    public async Task Freeze(TimeSpan time, CancellationToken cancel)
    {
        if (process is not { } mine)
            return;
        ProcessSignal.Freeze(mine.ProcessId);
        try
        {
            await Pause.For(time, cancel);
        }
        finally
        {
            ProcessSignal.Thaw(mine.ProcessId);
        }
    }

    /// <summary>Puts its clock forward or back.</summary>
    public void Step(TimeSpan by) => File.WriteAllText(clockFile, ((long)by.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));

    Dictionary<string, string> Settings() => new(settings)
    {
        ["TestHooks:Enabled"] = "true",
        ["TestHooks:ClockFile"] = clockFile,
        ["Logs:Folder"] = Path.Combine(folder, $"logs-{number}")
    };

    public async ValueTask DisposeAsync() => await Kill();
}
