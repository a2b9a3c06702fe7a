namespace BackOfficeFlow.Runtime;

/// <summary>Removes one kind of row after its time. A room registers a class (found by scanning) for each kind that it owns.</summary>
public interface IRetention
{
    /// <summary>What is removed, e.g. "outbox".</summary>
    string Kind { get; }

    /// <summary>How long it is kept; null: for ever.</summary>
    TimeSpan? Keep { get; }

    /// <summary>Removes up to <paramref name="most"/> rows of this company that are older, in the scope's transaction; says how many. Fewer than asked: it is done.</summary>
    Task<int> Remove(DateTimeOffset olderThan, int most, CancellationToken cancel);
}

/// <summary>Removes what a room keeps about cases that are being removed, in the same transaction.</summary>
public interface IInstanceRemains
{
    Task Remove(IReadOnlyList<Guid> instanceIds, CancellationToken cancel);
}
