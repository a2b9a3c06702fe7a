using System.Data.Common;

namespace BackOfficeFlow.Data;

/// <summary>What differs between the databases in the few statements that are written by hand. Tables and columns are plain snake_case everywhere.</summary>
public abstract class Dialect
{
    /// <summary>As in the setting Database:Provider.</summary>
    public abstract string Name { get; }

    /// <summary>How many bursts may usefully run at once: one where there is one writer.</summary>
    public virtual int Writers => 1;

    /// <summary>Whether one process has the database for itself.</summary>
    public virtual bool IsAlone => false;

    /// <summary>Which texts are the same to the database: keys that it holds to be one must not be two in memory.</summary>
    public virtual StringComparer Texts => StringComparer.Ordinal;

    /// <summary>An instant as the database keeps it.</summary>
    public virtual object Instant(DateTimeOffset at) => UtcMicroseconds.Cut(at);

    /// <summary>Reads one instant back.</summary>
    public virtual DateTimeOffset ReadInstant(object stored) => stored is DateTime time
        ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc), TimeSpan.Zero)
        : ((DateTimeOffset)stored).ToUniversalTime();

    /// <summary>A select whose rows stay locked until the transaction ends.</summary>
    public abstract string SelectLocked(string columns, string table, string where);

    /// <summary>As <see cref="SelectLocked"/>, without the rows that somebody else has locked: it never waits.</summary>
    public abstract string SelectUnheld(string columns, string table, string where);

    /// <summary>An insert that does nothing when a row with the same key is there. Parameters are named after their columns.</summary>
    public abstract string InsertOnce(string table, IReadOnlyList<string> columns, IReadOnlyList<string> keys);

    /// <summary>An insert that changes the row with the same key when it is there.</summary>
    public abstract string InsertOrUpdate(string table, IReadOnlyList<string> columns, IReadOnlyList<string> keys);

    /// <summary>
    /// Takes up to @take rows whose visible_at has come (@now): gives them the lease @lease of the node @node, moves visible_at to @until, counts the attempt
    /// and returns <paramref name="columns"/>. Two nodes never take the same row.
    /// </summary>
    public abstract string Claim(string table, string columns);

    /// <summary>The first rows of a select, in its order.</summary>
    public virtual string Limit(string select, int rows) => $"{select} limit {rows}";

    /// <summary>Whether the parameters of a batch go by number.</summary>
    public virtual bool NumbersParameters => false;

    /// <summary>Whether a batch of statements may end with the commit of their transaction; then <see cref="FailUnlessOne"/> stands for the count that is looked at otherwise.</summary>
    public virtual bool CommitsInBatch => false;

    /// <summary>A statement that fails, and with it its batch, unless it changes one row.</summary>
    public virtual string FailUnlessOne(string sql) => throw new NotSupportedException($"{Name} does not commit within a batch.");

    /// <summary>Whether a statement failed as <see cref="FailUnlessOne"/> makes it fail.</summary>
    public virtual bool IsMiss(DbException problem) => false;

    /// <summary>What a failed statement means for whoever ran it.</summary>
    public abstract SqlFailure Judge(Exception exception);

    /// <summary>Waits for the turn to write, where the database has one writer. Null where it needs no turn.</summary>
    public virtual ValueTask<IDisposable?> EnterWriting(CancellationToken cancel) => ValueTask.FromResult<IDisposable?>(null);
}

/// <summary>What a failed statement means.</summary>
public enum SqlFailure
{
    /// <summary>Something else.</summary>
    Other,
    /// <summary>A row with that key is there already.</summary>
    Duplicate,
    /// <summary>Another transaction was first; doing all of it again may succeed.</summary>
    LostRace
}
