using System.Data.Common;
using BackOfficeFlow.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BackOfficeFlow.Benchmarks;

/// <summary>Runs the statements of a floor: on PostgreSQL one NpgsqlBatch from the product's own pool, on SQLite one transaction in turn.</summary>
abstract class FloorDatabase : IDisposable
{
    /// <summary>Where a select would lock its row; only PostgreSQL has words for it.</summary>
    public const string LockMark = "/*lock*/";

    public static FloorDatabase Of(MeasuredHouse house) =>
        house.Parts.GetService<NpgsqlDataSource>() is { } source ? new Postgres(source) : new Sqlite(house.Parts.GetRequiredService<DatabaseSettings>().ConnectionString);

    public abstract Task Run(IReadOnlyList<(string Sql, object[] Values)> statements);

    public abstract void Dispose();

    sealed class Postgres(NpgsqlDataSource source) : FloorDatabase
    {
        public override async Task Run(IReadOnlyList<(string Sql, object[] Values)> statements)
        {
            await using var batch = source.CreateBatch();
            foreach (var (sql, values) in statements)
            {
                var command = new NpgsqlBatchCommand(sql.EndsWith(LockMark, StringComparison.Ordinal) ? $"{sql} for update" : sql);
                foreach (var value in values)
                    command.Parameters.Add(new NpgsqlParameter { Value = value });
                batch.BatchCommands.Add(command);
            }

            await using var reader = await batch.ExecuteReaderAsync();
            do
                while (await reader.ReadAsync())
                    if (reader.FieldCount > 0)
                        _ = reader.GetValue(0);
            while (await reader.NextResultAsync());
        }

        public override void Dispose()
        {
            // The pool is the product's.
        }
    }

    sealed class Sqlite(string connectionString) : FloorDatabase
    {
        readonly SemaphoreSlim turn = new(1);

        public override async Task Run(IReadOnlyList<(string Sql, object[] Values)> statements)
        {
            await turn.WaitAsync();
            try
            {
                await using var connection = new SqliteConnection(connectionString);
                await connection.OpenAsync();
                await Run(connection, null, "pragma synchronous = full", []);
                await using var transaction = await connection.BeginTransactionAsync();
                foreach (var (sql, values) in statements)
                    await Run(connection, transaction, sql, values);
                await transaction.CommitAsync();
            }
            finally
            {
                turn.Release();
            }
        }

        static async Task Run(DbConnection connection, DbTransaction? transaction, string sql, object[] values)
        {
            await using var command = (SqliteCommand)connection.CreateCommand();
            command.Transaction = (SqliteTransaction?)transaction;
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.AddWithValue($"${i + 1}", values[i]);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                _ = reader.GetValue(0);
        }

        public override void Dispose() => turn.Dispose();
    }
}
