using System.Collections.Concurrent;
using BackOfficeFlow.Data;
using BackOfficeFlow.Data.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>Two nodes on one PostgreSQL: what one commits, the other hears at once, long before it would look by itself (five seconds).</summary>
public sealed class PostgreSqlRelayTests : IAsyncLifetime
{
    static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(3);
    static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    readonly ConcurrentQueue<Change> heard = new();
    readonly List<ChangeListening> listening = [];
    TestHouse here = null!;
    TestHouse there = null!;

    public async ValueTask InitializeAsync()
    {
        here = await TestHouse.OnPostgreSql(rooms: Rooms);
        there = await TestHouse.On("PostgreSql", Connection(here), database: null, rooms: Rooms);
        there.Parts.GetRequiredService<ChangeSignal>().Subscribe(heard.Enqueue);
        foreach (var house in new[] { here, there })
            await Listen(house);
        await Eventually.Is("both nodes listen", async () => (await Listeners(here)).Count == 2, Long, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in listening)
        {
            await one.StopAsync(CancellationToken.None);
            one.Dispose();
        }

        if (there is not null)
            await there.DisposeAsync();
        if (here is not null)
            await here.DisposeAsync();
    }

    [Fact]
    public async Task A_commit_on_one_node_is_heard_on_the_other_at_once()
    {
        await here.SendOnly(new DeliverStimulus("Elsa.Event", "Paid"));

        await Hears(ChangeSubjects.Outbox, AtOnce);
    }

    [Fact]
    public async Task A_node_does_not_hear_itself_twice()
    {
        await there.SendOnly(new DeliverStimulus("Elsa.Event", "Paid"));
        await here.SendOnly(new Ping("last"));

        await Hears("ping", AtOnce);
        heard.Count(change => change.Subject == ChangeSubjects.Outbox).ShouldBe(1);
    }

    [Fact]
    public async Task A_node_whose_line_is_cut_listens_again()
    {
        var before = await Listeners(here);

        await Cut(before);
        await Eventually.Is(
            "both nodes listen again", async () => await Listeners(here) is { Count: 2 } now && !now.Intersect(before).Any(), Long, TestContext.Current.CancellationToken);
        await here.SendOnly(new Ping("after"));

        await Hears("ping", AtOnce);
    }

    [Fact]
    public async Task What_was_asked_for_while_the_line_was_cut_is_found_by_looking()
    {
        await here.SendOnly(new DeliverStimulus("Elsa.Event", "Paid"));
        await Cut(await Listeners(here));

        // As the drain does after five seconds at most, whatever it heard.
        (await there.Parts.GetRequiredService<OutboxDrain>().Round(TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    Task Hears(string subject, TimeSpan within) =>
        Eventually.Is($"the other node hears of {subject}", () => Task.FromResult(heard.Any(change => change.TenantId == TestHouse.Tenant && change.Subject == subject)), within, TestContext.Current.CancellationToken);

    async Task Listen(TestHouse house)
    {
        var one = new ChangeListening(house.Parts.GetRequiredService<IChangeRelay>(), house.Parts.GetRequiredService<ChangeSignal>(), NullLogger<ChangeListening>.Instance);
        listening.Add(one);
        await one.StartAsync(TestContext.Current.CancellationToken);
    }

    static async Task<IReadOnlyList<int>> Listeners(TestHouse house)
    {
        await using var connection = new NpgsqlConnection(Connection(house));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pid from pg_stat_activity where datname = current_database() and query ilike '%listen backofficeflow%' and pid <> pg_backend_pid()", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var pids = new List<int>();
        while (await reader.ReadAsync())
            pids.Add(reader.GetInt32(0));
        return pids;
    }

    async Task Cut(IReadOnlyList<int> pids)
    {
        await using var connection = new NpgsqlConnection(Connection(here));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_terminate_backend(pid) from unnest(@pids) pid", connection);
        command.Parameters.AddWithValue("pids", pids.ToArray());
        await command.ExecuteNonQueryAsync();
    }

    static string Connection(TestHouse house) => house.Parts.GetRequiredService<DatabaseSettings>().ConnectionString;

    static void Rooms(IServiceCollection services)
    {
        services.AddSingleton(new World());
        services.AddSingleton(new RecordAssembly(typeof(RuntimeContract).Assembly));
    }
}

/// <summary>Changes nothing and says so.</summary>
public sealed record Ping(string Id) : MediatR.IRequest<bool>
{
    public sealed class Handler(OpenTransaction transaction) : MediatR.IRequestHandler<Ping, bool>
    {
        public Task<bool> Handle(Ping request, CancellationToken cancellationToken)
        {
            transaction.Changed("ping", request.Id);
            return Task.FromResult(true);
        }
    }
}
