using System.Collections.Concurrent;
using BackOfficeFlow.Data;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Tells whoever listens, on every node, that something has changed. A hint: whoever misses it is right within five seconds.</summary>
public sealed class ChangeSignal(IChangeRelay relay, ILogger<ChangeSignal> log)
{
    readonly ConcurrentDictionary<Subscription, Action<Change>> listeners = new();

    /// <summary>The listener is called on the thread that brought the news: it must be quick and must not throw.</summary>
    public IDisposable Subscribe(Action<Change> listener)
    {
        var subscription = new Subscription(this);
        listeners[subscription] = listener;
        return subscription;
    }

    internal void Publish(IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0)
            return;

        foreach (var change in changes)
            Hear(change);
        relay.Send(changes);
    }

    internal void Hear(Change change)
    {
        foreach (var listener in listeners.Values)
        {
            try
            {
                listener(change);
            }
            catch (Exception problem)
            {
                log.LogWarning(problem, "A listener failed on the change of {Subject} {Id}", change.Subject, change.Id);
            }
        }
    }

    sealed class Subscription(ChangeSignal signal) : IDisposable
    {
        public void Dispose() => signal.listeners.TryRemove(this, out _);
    }
}

/// <summary>The subjects of changes that the runtime itself tells; other rooms add words of their own.</summary>
public static class ChangeSubjects
{
    public const string Instance = "instance";
    public const string Outbox = "outbox";
    public const string Timer = "timer";
    public const string Configuration = "configuration";
}
