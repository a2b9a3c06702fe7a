using BackOfficeFlow.Data;
using BackOfficeFlow.Data.Providers;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BackOfficeFlow.Testing;

/// <summary>
/// The whole application on a database of its own, without a web server. Time is moved by hand; what falls due on the way, and what the outbox
/// holds, is done before a call returns.
/// </summary>
public sealed class TestHouse : IAsyncDisposable
{
    /// <summary>A Wednesday morning in Madrid.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 4, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The tenant of <see cref="Clerk"/> and of all calls that name none.</summary>
    public const string Tenant = "demo";

    readonly ServiceProvider parts;
    readonly IAsyncDisposable? database;
    readonly string? folder;

    TestHouse(ServiceProvider parts, FakeTimeProvider clock, IAsyncDisposable? database, string? folder)
    {
        (this.parts, Clock, this.database, this.folder) = (parts, clock, database, folder);
    }

    public FakeTimeProvider Clock { get; }

    /// <summary>The wired application, for what a test needs of it directly (singletons; scoped parts come by <see cref="In{TPart, T}"/>).</summary>
    public IServiceProvider Parts => parts;

    public DateTimeOffset Now => Clock.GetUtcNow();

    internal Dialect Dialect => parts.GetRequiredService<Dialect>();

    public static Caller Clerk { get; } = new(Tenant, new Guid("00000000-0000-7000-8000-000000000001"), "Clara Clerk") { Roles = new HashSet<string> { "Clerk" } };

    /// <summary>On SQLite, in a temporary file.</summary>
    /// <param name="change">Adds or replaces parts; called after the house is put together.</param>
    /// <param name="settings">More settings.</param>
    /// <param name="rooms">More rooms (a test's own records and activities): called before the runtime looks for them.</param>
    public static async Task<TestHouse> OnSqlite(
        Action<IServiceCollection>? change = null, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? rooms = null)
    {
        var folder = Directory.CreateTempSubdirectory("backofficeflow-test-").FullName;
        return await Build("Sqlite", $"Data Source={Path.Combine(folder, "house.db")}", null, folder, change, settings, rooms);
    }

    /// <summary>On a PostgreSQL database of its own; the test is skipped where there is no PostgreSQL.</summary>
    public static async Task<TestHouse> OnPostgreSql(
        Action<IServiceCollection>? change = null, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? rooms = null)
    {
        var database = await PostgresServer.NewName();
        return await Build("PostgreSql", database.ConnectionString, database, null, change, settings, rooms);
    }

    /// <summary>On whatever the settings name (a SQL Server that somebody has put up for it).</summary>
    public static Task<TestHouse> On(
        string provider, string connectionString, IAsyncDisposable? database, Action<IServiceCollection>? change = null, Action<IServiceCollection>? rooms = null) =>
        Build(provider, connectionString, database, null, change, null, rooms);

    static async Task<TestHouse> Build(
        string provider, string connectionString, IAsyncDisposable? database, string? folder,
        Action<IServiceCollection>? change, IReadOnlyDictionary<string, string?>? settings, Action<IServiceCollection>? rooms)
    {
        var clock = new FakeTimeProvider(Start);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = provider, ["ConnectionStrings:Default"] = connectionString })
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>())
            .Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<TimeProvider>(clock);
        rooms?.Invoke(services);
        services.AddBackOfficeFlow(configuration);
        RefuseVagueQueries(services);
        change?.Invoke(services);

        var house = new TestHouse(services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }), clock, database, folder);
        await house.CreateTables(isNew: folder is not null || database is not null);
        return house;
    }

    // What EF only warns of is a page that shows other rows each time.
    static void RefuseVagueQueries(IServiceCollection services)
    {
        static void Refuse(DbContextOptionsBuilder options) =>
            options.ConfigureWarnings(warnings => warnings.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning));
        services.ConfigureDbContext<SqliteDb>(Refuse);
        services.ConfigureDbContext<PostgreSqlDb>(Refuse);
        services.ConfigureDbContext<SqlServerDb>(Refuse);
    }

    /// <summary>Sends as somebody, else as the clerk of the test's tenant, or as the product what no clerk may send; then does what the outbox holds.</summary>
    public async Task<T> Send<T>(IRequest<T> request, Caller? caller = null)
    {
        var answer = await SendOnly(request, caller);
        await Settle();
        return answer;
    }

    /// <summary>Sends, and leaves the outbox and what is due as it is.</summary>
    public async Task<T> SendOnly<T>(IRequest<T> request, Caller? caller = null)
    {
        using var scope = parts.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<Requests>().Send(request, caller ?? Usual(request));
    }

    static Caller Usual(object request) => SentByAttribute.Of(request.GetType()).Lets(Clerk) ? Clerk : Caller.System(Tenant);

    /// <summary>Work in a scope and transaction of its own, like a request.</summary>
    public Task<T> In<TPart, T>(Func<TPart, Task<T>> work, Caller? caller = null)
        where TPart : notnull =>
        parts.GetRequiredService<Scopes>().Run(caller ?? Clerk, work, CancellationToken.None);

    /// <summary>Reads rows of the test's tenant, or of another.</summary>
    public Task<T> Read<T>(Func<BackOfficeDb, Task<T>> read, string? tenant = null) =>
        In(read, Caller.System(tenant ?? Tenant));

    /// <summary>Publishes a configured item as a designer would.</summary>
    public Task<ConfigurationItem> Publish(string kind, string area, string key, byte[] content, string? tenant = null) =>
        In<Configurations, ConfigurationItem>(
            configurations => configurations.Publish(kind, area, key, content, ConfigurationSource.Here, null, CancellationToken.None), Caller.System(tenant ?? Tenant));

    /// <summary>Imports a configuration folder (workflows/) for a tenant.</summary>
    public Task<ImportReport> Import(string configurationFolder, string? tenant = null) =>
        parts.GetRequiredService<ConfigurationFolder>().Import(tenant ?? Tenant, configurationFolder, CancellationToken.None);

    /// <summary>Moves time on, stopping at every instant at which something falls due.</summary>
    public Task Advance(TimeSpan by) => MoveTo(Now + by);

    /// <summary>Moves time to an instant, stopping at every instant on the way at which something falls due.</summary>
    public async Task MoveTo(DateTimeOffset target)
    {
        await Settle();
        while (await NextDue() is { } next && next <= target)
        {
            if (next > Now)
                Clock.SetUtcNow(next);
            await Settle();
        }

        if (target > Now)
            Clock.SetUtcNow(target);
    }

    /// <summary>Does all that is due now, one after the other, until nothing is.</summary>
    public async Task Settle()
    {
        var timers = parts.GetRequiredService<TimerDrain>();
        var outbox = parts.GetRequiredService<OutboxDrain>();
        while (await outbox.Round(CancellationToken.None, atOnce: 1) + await timers.Round(CancellationToken.None, atOnce: 1) > 0)
        {
        }
    }

    async Task<DateTimeOffset?> NextDue()
    {
        var timer = await parts.GetRequiredService<TimerDrain>().Next(CancellationToken.None);
        var message = await parts.GetRequiredService<OutboxDrain>().Next(CancellationToken.None);
        return timer < message || message is null ? timer : message;
    }

    async Task CreateTables(bool isNew)
    {
        using var scope = parts.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
        if (isNew)
            await SchemaTemplates.Create(db, parts.GetRequiredService<RecordAssemblies>());
        else
            await db.Database.EnsureCreatedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await parts.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (database is not null)
            await database.DisposeAsync();
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }
}
