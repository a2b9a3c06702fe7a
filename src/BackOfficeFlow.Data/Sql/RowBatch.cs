using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackOfficeFlow.Data;

/// <summary>
/// Rows that are written together in one round trip on the context's own connection and transaction, past the change tracker. Statements
/// name the tenant themselves: no query filter helps here.
/// </summary>
public sealed class RowBatch(BackOfficeDb db, Dialect dialect)
{
    readonly List<Statement> statements = [];

    public int Count => statements.Count;

    public void Insert<T>(T row) where T : class => Add(Shape<T>().Insert, row);

    /// <summary>Keeps the row that is there, if one has the same values in <paramref name="keys"/> (property names with a unique index).</summary>
    public void InsertOnce<T>(T row, params IReadOnlyList<string> keys) where T : class => Add(Shape<T>().InsertOnce(dialect, keys), row);

    /// <summary>Changes the row that is there, if one has the same values in <paramref name="keys"/>.</summary>
    public void InsertOrUpdate<T>(T row, params IReadOnlyList<string> keys) where T : class => Add(Shape<T>().InsertOrUpdate(dialect, keys), row);

    /// <summary>A statement of one's own. Where exactly one row must be hit, another count is a lost race.</summary>
    public void Run(string sql, bool hitsOne, params IReadOnlyList<(string Name, object Value)> values) =>
        statements.Add(new(sql, null, values, hitsOne ? Miss.LostRace : Miss.Fine));

    /// <summary>A statement that hits one row as long as a lease is still ours.</summary>
    public void RunLeased(string sql, params IReadOnlyList<(string Name, object Value)> values) =>
        statements.Add(new(sql, null, values, Miss.LostLease));

    /// <summary>Forgets what was added after <paramref name="count"/> statements: an activity failed.</summary>
    public void CutTo(int count) => statements.RemoveRange(count, statements.Count - count);

    /// <summary>Writes all and forgets them. The transaction must be open.</summary>
    /// <exception cref="LostRaceException">A statement did not hit the one row that it had to.</exception>
    /// <exception cref="LostLeaseException">Another node has taken over.</exception>
    public Task Write(CancellationToken cancel) => Write(isLast: false, cancel);

    /// <summary>
    /// Writes all as the last that the transaction does. True: it is committed with them, in the same round trip. False: the database cannot do so, and
    /// the commit is still to come.
    /// </summary>
    /// <exception cref="LostRaceException">A statement did not hit the one row that it had to: nothing is committed.</exception>
    /// <exception cref="LostLeaseException">Another node has taken over: nothing is committed.</exception>
    public Task<bool> WriteLast(CancellationToken cancel) => Write(isLast: true, cancel);

    async Task<bool> Write(bool isLast, CancellationToken cancel)
    {
        if (statements.Count == 0)
            return false;

        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Rows are written inside a transaction only.");
        using var maker = connection.CreateCommand();

        // Where a process is to die between two of them, they go one by one.
        var together = connection.CanCreateBatch && db.BetweenStatements is null;
        var commits = together && isLast && dialect.CommitsInBatch;
        if (together)
            await WriteTogether(connection, transaction, maker, commits, cancel);
        else
            await WriteSingly(connection, transaction, maker, cancel);

        statements.Clear();
        return commits;
    }

    async Task WriteTogether(DbConnection connection, DbTransaction transaction, DbCommand maker, bool commits, CancellationToken cancel)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var statement in statements)
        {
            var command = batch.CreateBatchCommand();
            Fill(command, statement, maker, commits);
            batch.BatchCommands.Add(command);
        }

        if (!commits)
        {
            await batch.ExecuteNonQueryAsync(cancel);
            for (var i = 0; i < statements.Count; i++)
                Check(statements[i], batch.BatchCommands[i].RecordsAffected);
            return;
        }

        var commit = batch.CreateBatchCommand();
        commit.CommandText = "commit";
        batch.BatchCommands.Add(commit);
        try
        {
            await batch.ExecuteNonQueryAsync(cancel);
        }
        catch (DbException problem) when (problem.BatchCommand is { } failed && failed != commit && dialect.IsMiss(problem))
        {
            Check(statements[batch.BatchCommands.IndexOf(failed)], hit: 0);
            throw;
        }
    }

    void Fill(DbBatchCommand command, Statement statement, DbCommand maker, bool commits)
    {
        var sql = commits && statement.Miss != Miss.Fine ? dialect.FailUnlessOne(statement.Sql) : statement.Sql;
        if (!dialect.NumbersParameters)
        {
            command.CommandText = sql;
            Bind(statement, maker, command.Parameters);
            return;
        }

        var numbered = NumberedSql.Of(sql);
        command.CommandText = numbered.Sql;
        if (statement.Row is not null)
            Shape(statement.Row.GetType()).BindInOrder(statement.Row, maker, command.Parameters);
        else
            foreach (var name in numbered.Names)
                command.Parameters.Add(SqlValues.Parameter(maker, dialect, "", ValueOf(statement, name)));
    }

    static object ValueOf(Statement statement, string name)
    {
        foreach (var (known, value) in statement.Values)
            if (known == name)
                return value;
        throw new InvalidOperationException($"The statement has no value for @{name}: {statement.Sql}");
    }

    async Task WriteSingly(DbConnection connection, DbTransaction transaction, DbCommand maker, CancellationToken cancel)
    {
        // The same statement comes many times: it is parsed once.
        var commands = new Dictionary<string, DbCommand>(StringComparer.Ordinal);
        try
        {
            foreach (var statement in statements)
            {
                if (!commands.TryGetValue(statement.Sql, out var command))
                {
                    commands[statement.Sql] = command = connection.CreateCommand();
                    command.Transaction = transaction;
                    command.CommandText = statement.Sql;
                }

                db.BetweenStatements?.Invoke(statement.Sql);
                command.Parameters.Clear();
                Bind(statement, maker, command.Parameters);
                Check(statement, await command.ExecuteNonQueryAsync(cancel));
            }
        }
        finally
        {
            foreach (var command in commands.Values)
                await command.DisposeAsync();
        }
    }

    void Add(string sql, object row) => statements.Add(new(sql, row, [], Miss.Fine));

    void Bind(Statement statement, DbCommand maker, DbParameterCollection parameters)
    {
        if (statement.Row is not null)
            Shape(statement.Row.GetType()).Bind(statement.Row, maker, parameters);

        foreach (var (name, value) in statement.Values)
            parameters.Add(SqlValues.Parameter(maker, dialect, name, value));
    }

    static void Check(Statement statement, int hit)
    {
        if (hit == 1 || statement.Miss == Miss.Fine)
            return;

        throw statement.Miss == Miss.LostLease
            ? new LostLeaseException()
            : new LostRaceException($"A statement had to change one row and changed {hit}: {statement.Sql}");
    }

    RowShape Shape<T>() => Shape(typeof(T));

    RowShape Shape(Type type) => RowShape.Of(db, type);

    sealed record Statement(string Sql, object? Row, IReadOnlyList<(string Name, object Value)> Values, Miss Miss);

    enum Miss { Fine, LostRace, LostLease }
}

/// <summary>Another transaction was first. The outermost request is repeated in a new scope.</summary>
public sealed class LostRaceException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Another node has taken over what this one had claimed (or somebody took it back): nothing is kept, and there is nothing to repeat.</summary>
public sealed class LostLeaseException() : Exception("The lease is no longer ours.");
