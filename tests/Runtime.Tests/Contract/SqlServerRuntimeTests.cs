using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>The same promises on SQL Server, wherever BACKOFFICEFLOW_SQLSERVER holds a connection string whose user may create databases.</summary>
public sealed class SqlServerRuntimeTests : RuntimeContract
{
    const string Variable = "BACKOFFICEFLOW_SQLSERVER";

    protected override Task<TestHouse> Open(Action<IServiceCollection> rooms)
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(server is { Length: > 0 }, $"Needs a SQL Server: set {Variable} to the connection string of one.");
        var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = $"bof_test_{Guid.CreateVersion7(TestHouse.Start):N}" };
        return TestHouse.On("SqlServer", connection.ConnectionString, new Dropped(server!, connection.InitialCatalog), rooms: rooms);
    }

    sealed class Dropped(string server, string database) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            SqlConnection.ClearAllPools();
            await using var connection = new SqlConnection(server);
            await connection.OpenAsync();
            await using var command = new SqlCommand(
                "declare @drop nvarchar(max) = concat('alter database ', quotename(@name), ' set single_user with rollback immediate; drop database ', quotename(@name)); exec sp_executesql @drop",
                connection);
            command.Parameters.AddWithValue("@name", database);
            await command.ExecuteNonQueryAsync();
        }
    }
}
