using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackOfficeFlow.Data.Providers;

/// <summary>Every connection waits for the disk: what is committed survives a power cut. (That the file is written ahead is kept in the file.)</summary>
sealed class SqlitePragmas : DbConnectionInterceptor
{
    const string Pragmas = "pragma synchronous = full; pragma busy_timeout = 10000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (MayOnlyRead(connection))
            return;

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (MayOnlyRead(connection))
            return;

        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // EF looks whether the file is there with such a connection, on a file that is still empty: its mode cannot be set by it.
    static bool MayOnlyRead(DbConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly;
}
