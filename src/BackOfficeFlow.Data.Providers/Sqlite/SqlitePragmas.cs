using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackOfficeFlow.Data.Providers;

/// <summary>Every connection waits for the disk: what is committed survives a power cut. (That the file is written ahead is kept in the file.)</summary>
sealed class SqlitePragmas : DbConnectionInterceptor
{
    const string Pragmas = "pragma synchronous = full; pragma busy_timeout = 10000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
