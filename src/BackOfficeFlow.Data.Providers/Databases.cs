using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BackOfficeFlow.Data.Providers;

/// <summary>The names of the databases as they stand in the setting Database:Provider.</summary>
public static class DatabaseProviders
{
    public const string Sqlite = "Sqlite";
    public const string PostgreSql = "PostgreSql";
    public const string SqlServer = "SqlServer";

    public static readonly IReadOnlyList<string> All = [Sqlite, PostgreSql, SqlServer];
}

/// <summary>Connects the product with the database that the settings name.</summary>
public static class Databases
{
    /// <exception cref="SettingException">Database:Provider or ConnectionStrings:Default is wrong or missing.</exception>
    public static IServiceCollection AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = DatabaseSettings.Read(configuration);
        services.AddSingleton(settings);
        services.AddSingleton(new CrashPoints(CrashPointSetting(configuration)));
        services.AddSingleton<WritingCommands>();
        services.AddSingleton<MigratingCommands>();

        return settings.Provider switch
        {
            DatabaseProviders.PostgreSql => services.AddPostgreSql(settings),
            DatabaseProviders.SqlServer => services.AddSqlServer(settings),
            _ => services.AddSqlite(settings)
        };
    }

    static IServiceCollection AddSqlite(this IServiceCollection services, DatabaseSettings settings)
    {
        services.AddSingleton<Dialect, SqliteDialect>();
        services.AddSingleton<IChangeRelay, NoChangeRelay>();
        services.AddSingleton<SqlitePragmas>();
        services.AddSingleton<IDatabaseSchema, SqliteSchema>();
        services.AddContext<SqliteDb>((parts, options) => options
            .UseSqlite(settings.ConnectionString)
            .AddInterceptors(parts.GetRequiredService<SqlitePragmas>()));
        return services;
    }

    static IServiceCollection AddPostgreSql(this IServiceCollection services, DatabaseSettings settings)
    {
        services.AddSingleton<Dialect, PostgreSqlDialect>();
        services.AddSingleton(_ => NpgsqlDataSource.Create(settings.ConnectionString));
        services.AddSingleton<IChangeRelay>(parts => new PostgreSqlRelay(parts.GetRequiredService<NpgsqlDataSource>(), settings, NodeOf(parts)));
        services.AddSingleton<IDatabaseSchema, PostgreSqlSchema>();
        services.AddContext<PostgreSqlDb>((parts, options) => options.UseNpgsql(parts.GetRequiredService<NpgsqlDataSource>()));
        return services;
    }

    static IServiceCollection AddSqlServer(this IServiceCollection services, DatabaseSettings settings)
    {
        services.AddSingleton<Dialect, SqlServerDialect>();
        services.AddSingleton<IChangeRelay>(parts => new SqlServerRelay(settings.ConnectionString, NodeOf(parts), parts.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDatabaseSchema, SqlServerSchema>();
        services.AddSingleton<SqlServerSession>();
        services.AddContext<SqlServerDb>((parts, options) => options
            .UseSqlServer(settings.ConnectionString)
            .AddInterceptors(parts.GetRequiredService<SqlServerSession>()));
        return services;
    }

    static void AddContext<TContext>(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> use)
        where TContext : BackOfficeDb
    {
        services.AddPooledDbContextFactory<TContext>((parts, options) =>
        {
            use(parts, options);
            options
                .UseApplicationServiceProvider(parts)
                .ReplaceService<IModelCacheKeyFactory, RoomsModelKey>()
                .AddInterceptors(parts.GetRequiredService<WritingCommands>(), parts.GetRequiredService<MigratingCommands>())
                .ConfigureWarnings(warnings => warnings.Log(RelationalEventId.PendingModelChangesWarning));
            if (parts.GetRequiredService<CrashPoints>() is { CountsStatements: true } crashPoints)
                options.AddInterceptors(new ReportedCommands(crashPoints));
        });
        services.AddScoped<BackOfficeDb>(parts => Rent(parts.GetRequiredService<IDbContextFactory<TContext>>(), parts.GetRequiredService<CrashPoints>()));
    }

    /// <summary>A pooled context comes back with whatever its last user left in it.</summary>
    static TContext Rent<TContext>(IDbContextFactory<TContext> pool, CrashPoints crashPoints) where TContext : BackOfficeDb
    {
        var db = pool.CreateDbContext();
        db.TenantId = null;
        db.BeforeSaving = null;

        // Who may fail and go on has a savepoint of the scope's transaction; one for each save is two round trips for nothing.
        db.Database.AutoSavepointsEnabled = false;
        db.BetweenStatements = crashPoints.CountsStatements ? crashPoints.BetweenStatements : null;
        return db;
    }

    static string NodeOf(IServiceProvider parts) => parts.GetRequiredService<ThisNode>().Id.ToString();

    static string? CrashPointSetting(IConfiguration configuration) =>
        configuration["CrashPoints:Enabled"] is not { Length: > 0 } name ? null
        : CrashPoints.IsKnown(name) ? name
        : throw new SettingException("CrashPoints:Enabled", $"'{name}' is no crash point. Known: {string.Join(", ", CrashPoints.All)}, {CrashPoints.Statement}40; leave it empty in production.");
}
