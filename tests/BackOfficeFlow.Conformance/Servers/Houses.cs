using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Conformance;

/// <summary>The whole application, one for each set of switches: every case gets a tenant of its own in it, and begins at the recorder's instant.</summary>
public sealed class Houses(string database) : IAsyncDisposable
{
    static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    readonly Dictionary<string, TestHouse> free = new(StringComparer.Ordinal);
    readonly List<TestHouse> all = [];
    int cases;

    /// <exception cref="CaseException">There is no PostgreSQL here.</exception>
    public static async Task RequirePostgres()
    {
        const string Skip = "$XunitDynamicSkip$";
        try
        {
            await using var database = await PostgresServer.NewDatabase();
        }
        catch (Exception missing) when (missing.Message.StartsWith(Skip, StringComparison.Ordinal))
        {
            throw new CaseException(missing.Message[Skip.Length..]);
        }
    }

    public async Task<ICaseServer> Open(CaseFile @case, string mode, bool strict)
    {
        var options = HostSwitches.Of(@case, mode, strict);
        var key = $"{options.FlowchartMode} {options.IncidentStrategy} {options.StrictConversion} {options.KeepEvents}";
        // One that is not back, because its case was cut off, is left alone.
        if (!free.Remove(key, out var house))
            all.Add(house = await Build(options));
        house.Clock.AdjustTime(Start);
        return new HouseServer(house, $"case-{++cases}", async () =>
        {
            await Clear(house);
            free[key] = house;
        });
    }

    Task<TestHouse> Build(EngineOptions options)
    {
        void Change(IServiceCollection services)
        {
            services.AddSingleton(options);
            // The recorder's tasks are nobody's: they are not given out.
            foreach (var step in services.Where(service => service.ServiceType == typeof(IOutboxStep) && service.ImplementationType?.Name == "GiveOutTask").ToList())
                services.Remove(step);
            services.AddScoped<IOutboxHandler, NobodysTask>();
            // There is no network where cases are played: nobody can be reached.
            foreach (var calls in services.Where(service => service.ServiceType == typeof(IOutboxHandler) && service.ImplementationType?.Name == "WorkflowCalls").ToList())
                services.Remove(calls);
            services.AddScoped<IOutboxHandler, NobodysNetwork>();
        }
        return database == "postgres" ? TestHouse.OnPostgreSql(Change) : TestHouse.OnSqlite(Change);
    }

    // What one case left due is not to fire in the next one's time.
    static async Task Clear(TestHouse house)
    {
        await house.Read(db => db.Database.ExecuteSqlRawAsync("delete from armed_timer"));
        await house.Read(db => db.Database.ExecuteSqlRawAsync("delete from outbox_entry"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var house in all)
            await house.DisposeAsync();
    }

    sealed class NobodysNetwork : IOutboxHandler
    {
        public string Kind => HttpRequestActivity.EffectKind;
        public Task<OutboxAnswer> Handle(OutboxMessage message, CancellationToken cancel) =>
            Task.FromResult(OutboxAnswer.Delivered(new Dictionary<string, object?> { ["failed"] = HttpOutcomes.FailedToConnect, ["error"] = "There is no network." }));
    }

    sealed class NobodysTask : IOutboxHandler
    {
        public string Kind => "run-task";
        public Task<OutboxAnswer> Handle(OutboxMessage message, CancellationToken cancel) => Task.FromResult(OutboxAnswer.Delivered());
    }
}
