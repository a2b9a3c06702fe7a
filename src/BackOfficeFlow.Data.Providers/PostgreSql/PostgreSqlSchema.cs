using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackOfficeFlow.Data.Providers;

/// <summary>One node at a time does what is done at the start; the lock belongs to a session, so it dies with a killed process.</summary>
sealed class PostgreSqlSchema(IDbContextFactory<PostgreSqlDb> contexts, DatabaseSettings settings) : IDatabaseSchema
{
    const long Lock = 7_265_001;

    public Task Migrate(CancellationToken cancel) => InTurn(() => contexts.ApplyPending(cancel), cancel);

    public async Task InTurn(Func<Task> work, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(settings.OwnSession);
        await connection.OpenAsync(cancel);
        await Run(connection, $"set lock_timeout = 0; select pg_advisory_lock({Lock})", cancel);
        try
        {
            await work();
        }
        finally
        {
            await Run(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
