using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Web;
using BackOfficeFlow.Work.Accounts;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Benchmarks;

/// <summary>The product in this process: all its rooms on a real database, without the web server and without drains of its own.</summary>
sealed class MeasuredHouse : IAsyncDisposable
{
    public const string Tenant = "bench";

    static readonly Caller Product = Caller.System(Tenant);

    readonly ServiceProvider parts;
    readonly ChangeListening listening;

    MeasuredHouse(ServiceProvider parts)
    {
        this.parts = parts;
        listening = ActivatorUtilities.CreateInstance<ChangeListening>(parts);
    }

    public IServiceProvider Parts => parts;

    public required ShiftedClock Clock { get; init; }

    /// <summary>On a database that is there already, or beside another node.</summary>
    public static MeasuredHouse At(MeasuredDatabase database, ShiftedClock? clock = null)
    {
        clock ??= new ShiftedClock();
        return new MeasuredHouse(Build(database, clock)) { Clock = clock };
    }

    public static async Task<MeasuredHouse> Open(MeasuredDatabase database)
    {
        var house = At(database);
        await house.parts.GetRequiredService<IDatabaseSchema>().Migrate(CancellationToken.None);
        await house.listening.StartAsync(CancellationToken.None);
        await house.In<IMediator, Unit>(mediator => mediator.Send(new FoundCompany(Tenant, "Benchmark")));
        return house;
    }

    static ServiceProvider Build(MeasuredDatabase database, TimeProvider clock)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(database.Settings).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton(clock);
        services.AddBackOfficeFlow(configuration);
        return services.BuildServiceProvider();
    }

    /// <summary>Work in a scope and transaction of its own.</summary>
    public Task<T> In<TPart, T>(Func<TPart, Task<T>> work) where TPart : notnull => parts.GetRequiredService<Scopes>().Run(Product, work, CancellationToken.None);

    /// <summary>Sends as the product, or as somebody.</summary>
    public async Task<T> Send<T>(IRequest<T> request, Caller? caller = null)
    {
        await using var scope = parts.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Requests>().Send(request, caller ?? Product);
    }

    /// <summary>Starts a case with nothing said to it.</summary>
    public async Task<Guid> Start(string definition) => (await Send(new StartWorkflow(new StartInstance(definition, new Dictionary<string, object?>())))).InstanceId;

    public Task<ConfigurationItem> Publish(string key, byte[] definition) => In<Configurations, ConfigurationItem>(configurations =>
        configurations.Publish(ConfigurationKinds.Definition, "bench", key, definition, ConfigurationSource.Here, null, CancellationToken.None));

    /// <summary>Does what the outbox holds until it is empty.</summary>
    public async Task Settle()
    {
        var outbox = parts.GetRequiredService<OutboxDrain>();
        while (await outbox.Round(CancellationToken.None) > 0)
        {
        }
    }

    public Task<Snapshot> Look() => In<BackOfficeDb, Snapshot>(Snapshot.Take);

    public async ValueTask DisposeAsync()
    {
        await listening.StopAsync(CancellationToken.None);
        listening.Dispose();
        await parts.DisposeAsync();
    }
}

/// <summary>The machine's clock, put forward: what is due tomorrow is due now.</summary>
sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
