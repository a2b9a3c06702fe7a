using System.Data;
using System.Data.Common;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// The one transaction of a scope. It begins with the first thing that is written, so that a question never holds one; what the runtime
/// writes itself gathers in <see cref="Rows"/> and goes out in one round trip just before the commit.
/// </summary>
public sealed class OpenTransaction : IAsyncDisposable
{
    readonly BackOfficeDb db;
    readonly Dialect dialect;
    readonly List<Change> changes = [];
    readonly List<Action> afterwards = [];
    IDbContextTransaction? transaction;
    IDisposable? turn;
    bool isOwned;
    string? wantedSavepoint;
    int savepoints;

    public OpenTransaction(BackOfficeDb db, Dialect dialect, TimeProvider clock)
    {
        this.db = db;
        this.dialect = dialect;
        Rows = new RowBatch(db, dialect);
        Now = UtcMicroseconds.Cut(clock.GetUtcNow());
    }

    /// <summary>The instant of the transaction (UTC): the same for all that it writes.</summary>
    public DateTimeOffset Now { get; }

    public bool HasBegun => transaction is not null;

    /// <summary>Records were changed, or rows by a statement of somebody's own: more than the runtime's own rows are at stake.</summary>
    internal bool HasSaved { get; private set; }

    /// <summary>Rows of the runtime's own that wait for the commit.</summary>
    internal RowBatch Rows { get; }

    internal IReadOnlyList<Change> Changes => changes;

    /// <summary>Instances that began in this transaction and run: their rows wait for the commit, and no query sees them.</summary>
    internal List<(string DefinitionId, string? CorrelationId)> Begun { get; } = [];

    /// <summary>Waits, by the keys of their timers, whose timers this transaction removes anyway: it fires them.</summary>
    internal HashSet<string> EndedWaits { get; } = [];

    /// <summary>Set when an activity lost a race: then nothing of this scope may be kept, whatever the run loop made of the exception.</summary>
    internal Exception? Lost { get; private set; }

    /// <summary>The connection has gone, and the transaction with it: whatever comes now is no part of it.</summary>
    bool IsBroken => transaction is not null && (db.Database.CurrentTransaction != transaction || db.Database.GetDbConnection().State != ConnectionState.Open);

    /// <summary>A race was lost: the whole scope is thrown away and repeated.</summary>
    public bool IsLost => Lost is not null;

    /// <summary>Says after the commit that something has changed. Ids only.</summary>
    public void Changed(string subject, string id)
    {
        var change = new Change(db.RequiredTenantId, subject, id);
        if (!changes.Contains(change))
            changes.Add(change);
    }

    /// <summary>Something that is only true once the commit has succeeded: a line in the log, a count. Must not throw.</summary>
    public void AfterCommit(Action tell) => afterwards.Add(tell);

    internal void Own()
    {
        isOwned = true;
        db.BeforeSaving = BeforeSaving;
    }

    internal async Task Begin(CancellationToken cancel)
    {
        if (IsBroken)
            throw Broken(null);
        if (transaction is not null)
            return;

        RequireOwner();
        turn = await dialect.EnterWriting(cancel);
        db.BetweenStatements?.Invoke("begin");
        transaction = await db.Database.BeginTransactionAsync(cancel);
    }

    /// <summary>Rows wait for a commit: outside a request or burst nobody would ever commit them.</summary>
    internal void RequireOwner()
    {
        if (!isOwned)
            throw new InvalidOperationException("Nothing can be written here: send a request (Requests.Send), it owns its transaction.");
    }

    internal async Task Commit(CancellationToken cancel)
    {
        if (Lost is not null)
            throw new LostRaceException(Lost.Message);

        if (transaction is null && Rows.Count == 0)
            return;

        await Begin(cancel);
        if (!await Rows.WriteLast(cancel))
            await Finish(cancel);
        await End();
        foreach (var tell in afterwards)
            tell();
    }

    async Task Finish(CancellationToken cancel)
    {
        db.BetweenStatements?.Invoke("commit");
        await transaction!.CommitAsync(cancel);
        db.BetweenStatements?.Invoke("answer");
    }

    /// <summary>
    /// Runs something that may fail without taking the whole transaction with it. The savepoint is made when it first writes; what it
    /// changed but did not save is saved here, so that a failure belongs to whoever caused it.
    /// </summary>
    public async Task<T> Guard<T>(Func<Task<T>> run, CancellationToken cancel)
    {
        var rows = Rows.Count;
        var told = changes.Count;
        var begun = Begun.Count;
        var name = $"step{++savepoints}";
        wantedSavepoint = name;
        try
        {
            var result = await run();
            if (db.ChangeTracker.HasChanges())
                await db.SaveChangesAsync(cancel);
            return result;
        }
        catch (Exception problem) when (cancel.IsCancellationRequested || IsLostRace(problem))
        {
            Lost = problem;
            throw;
        }
        catch (Exception problem) when (IsBroken || Failures.Find<DbException>(problem) is { IsTransient: true })
        {
            throw Lost = Broken(problem);
        }
        catch
        {
            if (wantedSavepoint is null)
                await RollBackTo(name);

            db.ChangeTracker.Clear();
            Rows.CutTo(rows);
            changes.RemoveRange(told, changes.Count - told);
            Begun.RemoveRange(begun, Begun.Count - begun);
            throw;
        }
        finally
        {
            wantedSavepoint = null;
        }
    }

    /// <summary>What cannot be taken back must not be committed either.</summary>
    async Task RollBackTo(string savepoint)
    {
        db.BetweenStatements?.Invoke("rollback to savepoint");
        try
        {
            await transaction!.RollbackToSavepointAsync(savepoint, CancellationToken.None);
        }
        catch (Exception problem)
        {
            throw Lost = Broken(problem);
        }
    }

    /// <summary>It is nobody's failure: done again from the beginning, all of it may succeed.</summary>
    static LostRaceException Broken(Exception? problem) => new("The connection to the database broke in the middle of the work: nothing of it was kept.", problem);

    bool IsLostRace(Exception problem) => problem is LostRaceException || dialect.Judge(problem) == SqlFailure.LostRace;

    async Task BeforeSaving(CancellationToken cancel)
    {
        HasSaved = true;
        await Begin(cancel);
        if (wantedSavepoint is not { } name)
            return;

        wantedSavepoint = null;
        db.BetweenStatements?.Invoke("savepoint");
        await transaction!.CreateSavepointAsync(name, cancel);
    }

    async Task End()
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
        transaction = null;
        turn?.Dispose();
        turn = null;
    }

    public async ValueTask DisposeAsync()
    {
        db.BeforeSaving = null;
        await End();
    }
}
