using System.Collections.Concurrent;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>
/// Keys that let somebody in during the last five seconds, so that a program that calls often is not looked up each time. A key that is revoked
/// is forgotten at once where that was done, and on the other nodes by the change signal, which may miss: hence the five seconds.
/// </summary>
public sealed class KeptApiKeys : IDisposable
{
    internal const string Subject = "api-key";

    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<string, (KnownApiKey Key, long Since)> kept = new();
    readonly IDisposable subscription;
    readonly TimeProvider clock;
    int forgettings;

    public KeptApiKeys(ChangeSignal signal, TimeProvider clock)
    {
        this.clock = clock;
        subscription = signal.Subscribe(change =>
        {
            if (change.Subject == Subject)
                Forget();
        });
    }

    /// <summary>How many times keys were forgotten: what was read before the last time is not to be kept.</summary>
    public int Forgettings => Volatile.Read(ref forgettings);

    /// <summary>Null: unknown, or to be looked up again.</summary>
    public KnownApiKey? Find(string secret) =>
        kept.TryGetValue(Secrets.Hash(secret), out var entry) && clock.GetElapsedTime(entry.Since) < Fresh && entry.Key.LastsAt(clock.GetUtcNow()) ? entry.Key : null;

    public void Keep(string secret, KnownApiKey key, int forgettingsBefore)
    {
        var hash = Secrets.Hash(secret);
        kept[hash] = (key, clock.GetTimestamp());
        if (Forgettings != forgettingsBefore)
            kept.TryRemove(hash, out _);
    }

    public void Dispose() => subscription.Dispose();

    void Forget()
    {
        Interlocked.Increment(ref forgettings);
        kept.Clear();
    }
}
