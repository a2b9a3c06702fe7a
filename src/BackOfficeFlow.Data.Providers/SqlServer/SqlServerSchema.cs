using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Data.Providers;

/// <summary>One node at a time does what is done at the start; the lock belongs to a session, so it dies with a killed process.</summary>
sealed class SqlServerSchema(IDbContextFactory<SqlServerDb> contexts, DatabaseSettings settings) : IDatabaseSchema
{
    public Task Migrate(CancellationToken cancel) => InTurn(() => contexts.ApplyPending(cancel), cancel);

    public async Task InTurn(Func<Task> work, CancellationToken cancel)
    {
        await using var connection = new SqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancel);
        await Run(connection, "exec sp_getapplock @Resource = 'backofficeflow-migrate', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = -1", cancel);
        try
        {
            await work();
        }
        finally
        {
            await Run(connection, "exec sp_releaseapplock @Resource = 'backofficeflow-migrate', @LockOwner = 'Session'", CancellationToken.None);
        }
    }

    static async Task Run(SqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new SqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
