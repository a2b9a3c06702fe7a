using BackOfficeFlow.Data;
using BackOfficeFlow.Data.Providers;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Work.Scenarios;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Web;

/// <summary>The whole application without a server, on an empty database in memory, for one scenario.</summary>
public static class ScenarioHouse
{
    static readonly Lock Gate = new();
    static SqliteConnection? empty;
    static int made;

    public static async Task<IAsyncDisposable> Make(VirtualClock clock, FlowchartMode mode, Action<IServiceProvider> take)
    {
        var connection = $"Data Source=scenario-{Interlocked.Increment(ref made)};Mode=Memory;Cache=Shared";
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = "Sqlite", ["ConnectionStrings:Default"] = connection, [DatabaseSettings.HeldOpenKey] = "true" })
            .Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole());
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(new EngineOptions { FlowchartMode = mode });
        services.AddBackOfficeFlow(configuration);
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        var parts = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });

        // A database in memory lives as long as somebody is connected to it.
        var scope = parts.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
        await db.Database.OpenConnectionAsync();
        CreateTables(db);
        take(parts);
        return new Place(parts, scope);
    }

    // Copied from one that was made once: making the tables takes longer than most scenarios.
    static void CreateTables(BackOfficeDb db)
    {
        lock (Gate)
        {
            empty ??= MakeEmpty(db.Database.GenerateCreateScript());
            empty.BackupDatabase((SqliteConnection)db.Database.GetDbConnection());
        }
    }

    static SqliteConnection MakeEmpty(string script)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
        return connection;
    }

    sealed class Place(ServiceProvider parts, AsyncServiceScope scope) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await scope.DisposeAsync();
            await parts.DisposeAsync();
        }
    }
}
