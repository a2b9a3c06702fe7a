namespace BackOfficeFlow.Runtime;

/// <summary>
/// Does one kind of thing outside the database. Runs outside any transaction, in a scope of its own, at least once: the key of the message
/// lets the receiver notice a repetition.
/// </summary>
public interface IOutboxHandler
{
    string Kind { get; }

    /// <summary>An exception counts as a failed attempt.</summary>
    Task<OutboxAnswer> Handle(OutboxMessage message, CancellationToken cancel);
}

/// <summary>Does one kind of thing inside the database: in one transaction with the removal of the message, hence exactly once.</summary>
public interface IOutboxStep
{
    string Kind { get; }
    Task Handle(OutboxMessage message, CancellationToken cancel);
}

/// <summary>One message, as its handler gets it.</summary>
public sealed record OutboxMessage(long Sequence, string TenantId, Guid? InstanceId, string Kind, string Key, string Payload, int Attempt)
{
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The payload in the engine's value domain.</summary>
    public IReadOnlyDictionary<string, object?> Values => (IReadOnlyDictionary<string, object?>)StoredJson.Read(Payload)!;

    public T Read<T>() => StoredJson.Read<T>(Payload);
}

/// <summary>How an attempt ended.</summary>
public abstract record OutboxAnswer
{
    /// <summary>Done. News, if any, are told as the stimulus <see cref="OutboxAnswered"/>.</summary>
    public static OutboxAnswer Delivered(object? news = null) => new DeliveredAnswer(news);

    /// <summary>Not now. After the last attempt it is given up all the same.</summary>
    public static OutboxAnswer Retry(TimeSpan after, string why) => new RetryAnswer(after, why);

    /// <summary>Never: a person has to look.</summary>
    public static OutboxAnswer DeadLetter(string why) => new DeadAnswer(why);
}

sealed record DeliveredAnswer(object? News) : OutboxAnswer;

sealed record RetryAnswer(TimeSpan After, string Why) : OutboxAnswer;

sealed record DeadAnswer(string Why) : OutboxAnswer;
