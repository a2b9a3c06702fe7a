using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Tells waiting instances that something has happened: written with the transaction, delivered right after the commit. A signal that comes
/// before anybody waits for it is kept for a while.
/// </summary>
public sealed class Stimuli(Outbox outbox, OpenTransaction transaction)
{
    /// <summary>How long a signal is kept when nobody waits for it yet.</summary>
    public static readonly TimeSpan UsualKeeping = TimeSpan.FromMinutes(10);

    internal const string TellKind = "stimulus";
    internal const string StartKind = "start";

    /// <param name="stimulus">What happened.</param>
    /// <param name="news">What the waiting step is told; a dictionary, a record or a simple value.</param>
    /// <param name="correlationId">Only instances with this correlation id.</param>
    /// <param name="instanceId">Only this instance.</param>
    /// <param name="operationId">The same id again tells nothing new.</param>
    /// <param name="keep">How long it is kept when nobody waits yet; zero forgets it at once.</param>
    public void Tell(Stimulus stimulus, object? news = null, string? correlationId = null, Guid? instanceId = null, string? operationId = null, TimeSpan? keep = null) =>
        outbox.Add(new OutboxEntry
        {
            Kind = TellKind,
            EntryKey = operationId ?? NewKey(),
            InstanceId = instanceId,
            Payload = StoredJson.Write(new ToldStimulus(stimulus.Kind, stimulus.Key, news, correlationId, instanceId, null)
            {
                KeepUntil = transaction.Now + (keep ?? UsualKeeping)
            })
        });

    /// <summary>After the commit: starts an instance; if an open one has the business key already, that one is told <paramref name="otherwise"/>.</summary>
    public void Start(StartInstance order, Stimulus? otherwise = null, object? news = null) =>
        outbox.Add(new OutboxEntry
        {
            Kind = StartKind,
            EntryKey = order.OperationId ?? NewKey(),
            Payload = StoredJson.Write(new ToldStart(order, otherwise?.Kind, otherwise?.Key, news))
        });

    /// <summary>Keys that nobody chose begin with a tilde: their messages are forgotten once done.</summary>
    internal static string MadeUp(string key) => "~" + key;

    /// <summary>The key as its asker knows it.</summary>
    internal static string Bare(string key) => IsMadeUp(key) ? key[1..] : key;

    internal static bool IsMadeUp(string key) => key.StartsWith('~');

    string NewKey() => MadeUp(Guid.CreateVersion7(transaction.Now).ToString("N"));
}

/// <summary>A stimulus on its way.</summary>
sealed record ToldStimulus(string Kind, string Key, object? News, string? CorrelationId, Guid? InstanceId, Guid? BookmarkId)
{
    public DateTimeOffset KeepUntil { get; init; }
}

/// <summary>A start on its way.</summary>
sealed record ToldStart(StartInstance Order, string? OtherwiseKind, string? OtherwiseKey, object? News);

/// <summary>What comes back from outside for a message of the outbox: wait for it with the message's kind and key.</summary>
public sealed record OutboxAnswered(string MessageKind, string MessageKey) : Stimulus("outbox-answered", $"{MessageKind}:{MessageKey}");
