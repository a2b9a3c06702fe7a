using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Messages;
using BackOfficeFlow.Work.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>What stands where in the demo company when somebody looks at it for the first time, on a Tuesday morning.</summary>
public sealed class DemoCompanyTests(DemoCompanyTests.Fresh house) : IClassFixture<DemoCompanyTests.Fresh>
{
    /// <summary>A demo company that nobody else works in.</summary>
    public sealed class Fresh : DemoHouse;

    /// <summary>The open tasks: the step or the title of what was handed over, the queue, who has taken it, and how many.</summary>
    static readonly string[] Standing =
    [
        "@handover.credit.title q.billing 1",
        "@handover.refund.title q.billing 1",
        "@handover.replace.title q.warehouse 1",
        "@handover.stock.title q.warehouse 2",
        "ApproveCost q.billing.approve 2",
        "ApproveCost q.finance.approve 1",
        "CollectDocuments q.orders 1",
        "ContactCustomer q.customer 3",
        "ContactCustomer q.customer Bruno Prats Marín 1",
        "LookAfterCase q.customer.sup 1",
        "Triage q.orders.lead 1",
        "VerifyDelivery q.customer 1",
        "VerifyWithCarrier q.orders 1",
        "VerifyWithCarrier q.orders Ana Ruiz Soler 1",
        "VerifyWithCarrier q.orders.lead 1",
    ];

    static readonly string[] Ended = ["- 1", "Credit 1", "Instruct 2", "Refund 1", "Replace 1"];

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cases_stand_at_every_stage()
    {
        var found = await DemoSight.Of(house.Parts);

        found.Standing.ShouldBe(Standing);
        found.Ended.ShouldBe(Ended);
        found.Orders.ShouldBe(35);
        found.OpenCases.ShouldBe(25);
    }

    [Fact]
    public async Task Some_tasks_are_overdue_some_due_today_and_some_later()
    {
        var now = house.Clock.GetUtcNow();
        var due = await DemoSight.Read(house.Parts, db => db.Set<UserTask>().Where(task => task.EndedAt == null).Select(task => task.DueAt!.Value).ToListAsync(Cancel));

        due.Count(at => at < now).ShouldBeInRange(5, 15);
        due.Count(at => at >= now && at.Date == now.Date).ShouldBeInRange(2, 15);
        due.Count(at => at.Date > now.Date).ShouldBeInRange(5, 20);
    }

    [Fact]
    public async Task Nothing_is_left_to_be_done_that_was_due_before_the_start()
    {
        var now = house.Clock.GetUtcNow();

        (await DemoSight.Read(house.Parts, db => db.Set<OutboxEntry>().CountAsync(entry => entry.State == OutboxState.Dead, Cancel))).ShouldBe(0);
        (await DemoSight.Read(house.Parts, db => db.Set<ArmedTimer>().CountAsync(timer => timer.DueAt < now, Cancel))).ShouldBe(0);
        (await DemoSight.Read(house.Parts, db => db.Set<WorkflowInstance>().CountAsync(row => row.IncidentCount > 0, Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task A_start_that_is_broken_off_twice_goes_on_and_makes_nothing_twice()
    {
        var folder = Directory.CreateTempSubdirectory("bof-demo-").FullName;
        try
        {
            await BreakOff(folder, after: 60);
            await BreakOff(folder, after: 150);
            await using var app = DemoHouse.Build(folder, house.Clock, []);
            await app.StartAsync(Cancel);

            (await DemoSight.Of(app.Services)).ShouldBeEquivalentTo(await DemoSight.Of(house.Parts));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(DayOfWeek.Sunday, 23)]
    [InlineData(DayOfWeek.Friday, 17)]
    public async Task Every_story_is_told_to_its_end_whenever_the_program_is_started(DayOfWeek day, int hour)
    {
        var folder = Directory.CreateTempSubdirectory("bof-demo-").FullName;
        try
        {
            var clock = new MovableClock();
            var next = clock.GetUtcNow().UtcDateTime.Date.AddDays(((int)day - (int)clock.GetUtcNow().DayOfWeek + 7) % 7 + 7).AddHours(hour);
            clock.Advance(new DateTimeOffset(next, TimeSpan.Zero) - clock.GetUtcNow());
            await using var app = DemoHouse.Build(folder, clock, []);
            await app.StartAsync(Cancel);

            (await DemoSight.Operations(app.Services)).ShouldBe(await DemoSight.Operations(house.Parts));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Starts the program and breaks it off when so many steps of the past are done.</summary>
    async Task BreakOff(string folder, int after)
    {
        await using var app = DemoHouse.Build(folder, house.Clock, []);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var starting = app.StartAsync(broken.Token);
        await Eventually.Is($"{after} steps of the past are done", async () => starting.IsCompleted || await Done(app) >= after, TimeSpan.FromMinutes(2), Cancel);
        await broken.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(starting);
    }

    static async Task<int> Done(WebApplication app)
    {
        try
        {
            return (await DemoSight.Operations(app.Services)).Count;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // The tables are not there yet.
            return 0;
        }
    }
}

/// <summary>What there is in a demo company, in a form that two can be compared by.</summary>
sealed record DemoSight(IReadOnlyList<string> Standing, IReadOnlyList<string> Ended, IReadOnlyList<string> Written, int Orders, int Events, int OpenCases)
{
    public static async Task<DemoSight> Of(IServiceProvider parts)
    {
        var tasks = await Read(parts, db => db.Set<UserTask>().Where(task => task.EndedAt == null).Select(task => new { task.NodeId, task.Title, task.QueueKey, task.AssigneeName }).ToListAsync());
        var ended = await Read(parts, db => db.Set<DeliveryIncident>().Where(incident => incident.ClosedAt != null).Select(incident => incident.Decision).ToListAsync());
        var messages = await Read(parts, db => db.Set<Message>().Select(message => message.Template).ToListAsync());
        return new DemoSight(
            Counted(tasks.Select(task => $"{(task.NodeId == "DoIt" ? task.Title : task.NodeId.Split(':')[^1])} {task.QueueKey}{(task.AssigneeName is null ? "" : $" {task.AssigneeName}")}")),
            Counted(ended.Select(decision => decision?.ToString() ?? "-")),
            Counted(messages.Select(template => template ?? "-")),
            await Read(parts, db => db.Set<SalesOrder>().CountAsync()),
            await Read(parts, db => db.Set<TrackingEvent>().CountAsync()),
            await Read(parts, db => db.Set<DeliveryIncident>().CountAsync(incident => incident.ClosedAt == null)));
    }

    public static Task<List<string>> Operations(IServiceProvider parts) => Read(
        parts, db => db.Set<DoneOperation>().Where(done => done.OperationId.StartsWith("demo/")).Select(done => done.OperationId).OrderBy(id => id).ToListAsync());

    public static Task<T> Read<T>(IServiceProvider parts, Func<BackOfficeDb, Task<T>> read) =>
        parts.GetRequiredService<Scopes>().Run(Caller.System(DemoCompany.Tenant), read, TestContext.Current.CancellationToken);

    static List<string> Counted(IEnumerable<string> names) =>
        [.. names.CountBy(name => name).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")];
}
