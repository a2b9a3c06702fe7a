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
    public async Task Write(CancellationToken cancel)
    {
        if (statements.Count == 0)
            return;

        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Rows are written inside a transaction only.");
        using var maker = connection.CreateCommand();

        // Where a process is to die between two of them, they go one by one.
        if (connection.CanCreateBatch && db.BetweenStatements is null)
            await WriteTogether(connection, transaction, maker, cancel);
        else
            await WriteSingly(connection, transaction, maker, cancel);

        statements.Clear();
    }

    async Task WriteTogether(DbConnection connection, DbTransaction transaction, DbCommand maker, CancellationToken cancel)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var statement in statements)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = statement.Sql;
            Bind(statement, maker, command.Parameters);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancel);

        for (var i = 0; i < statements.Count; i++)
            Check(statements[i], batch.BatchCommands[i].RecordsAffected);
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
public sealed class LostRaceException(string message) : Exception(message);

/// <summary>Another node has taken over what this one had claimed (or somebody took it back): nothing is kept, and there is nothing to repeat.</summary>
public sealed class LostLeaseException() : Exception("The lease is no longer ours.");
