using BackOfficeFlow.Runtime;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.SqlServer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace BackOfficeFlow.Data.Providers;

/// <summary>Makes a process a node: it migrates at its start, fires timers, delivers the outbox, and is a Hangfire server.</summary>
public static class Node
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Invisible = TimeSpan.FromSeconds(30);
    static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(60);

    public static IServiceCollection AddNode(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = DatabaseSettings.Read(configuration);
        services.AddRuntimeProcesses();
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseStorage(NewStorage(settings)));
        services.AddSingleton<INodeProcess, JobTables>();
        services.AddHostedService<NodeServer>();
        var node = NodeSettings.Read(configuration);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = node.StopWithin);
        services.AddHangfireServer(server =>
        {
            server.StopTimeout = node.FinishWithin;
            server.ShutdownTimeout = node.StopWithin;
            server.ServerName = NodeName.Mine;
            server.WorkerCount = 2;
            server.SchedulePollingInterval = Poll;
        });
        return services;
    }

    /// <summary>Opens the job runner's tables, and makes them where they are missing.</summary>
    internal static JobStorage NewStorage(DatabaseSettings settings) => settings.Provider switch
    {
        DatabaseProviders.PostgreSql => new PostgreSqlStorage(
            new NpgsqlConnectionFactory(Plain(settings.ConnectionString), PostgreSqlOptions), PostgreSqlOptions),
        DatabaseProviders.SqlServer => new SqlServerStorage(
            settings.ConnectionString,
            new SqlServerStorageOptions { QueuePollInterval = Poll, SlidingInvisibilityTimeout = Invisible, CommandBatchMaxTimeout = LockTimeout }),
        _ => new InMemoryStorage(new InMemoryStorageOptions())
    };

    static readonly PostgreSqlStorageOptions PostgreSqlOptions = new()
    {
        QueuePollInterval = Poll,
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = Invisible,
        DistributedLockTimeout = LockTimeout
    };

    /// <summary>Hangfire keeps connections of its own, without the limits that a burst's session has.</summary>
    static string Plain(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Options = null, MaxPoolSize = 15 }.ConnectionString;
}
