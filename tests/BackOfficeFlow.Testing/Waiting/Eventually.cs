using System.Diagnostics;

namespace BackOfficeFlow.Testing;

/// <summary>Waits for something that another process does: looks again and again until a deadline, never for a fixed time.</summary>
public static class Eventually
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks until <paramref name="look"/> gives back something.</summary>
    public static async Task<T> Find<T>(string what, Func<Task<T?>> look, TimeSpan? within = null, CancellationToken cancel = default)
    {
        var limit = within ?? TimeSpan.FromSeconds(90);
        var watch = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(Pause);
        while (true)
        {
            if (await look() is { } found)
                return found;

            if (watch.Elapsed > limit)
                throw new TimeoutException($"Waited {limit.TotalSeconds:0.#} s in vain: {what}.");

            await pause.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>Looks until <paramref name="isSo"/>.</summary>
    public static async Task Is(string what, Func<Task<bool>> isSo, TimeSpan? within = null, CancellationToken cancel = default) =>
        await Find(what, async () => await isSo() ? Yes : null, within, cancel);

    static readonly object Yes = new();
}
