using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackOfficeFlow.Data.Providers;

/// <summary>Nobody waits for a lock longer than a lease lasts.</summary>
sealed class SqlServerSession : DbConnectionInterceptor
{
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "set lock_timeout 10000";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
