using System.Text;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>The connection breaks in the middle of a burst: that is no failure of the step that was at it, and the burst does not go on without its transaction.</summary>
public sealed class BrokenConnectionTests : IAsyncLifetime
{
    readonly World world = new() { IsBroken = false };
    TestHouse house = null!;

    public async ValueTask InitializeAsync() => house = await TestHouse.OnPostgreSql(rooms: services =>
    {
        services.AddSingleton(world);
        services.AddSingleton(new RecordAssembly(typeof(RuntimeContract).Assembly));
    });

    public async ValueTask DisposeAsync()
    {
        if (house is not null)
            await house.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_burst_whose_connection_broke_is_done_again_from_its_beginning(bool afterSaving)
    {
        world.Failures = 1;
        await house.Publish(ConfigurationKinds.Definition, "test", "torn", Parallel(
            Write.Step("Test.SaveWidget", "before", ("code", "before")),
            Write.Step("Test.LoseConnection", "torn", ("code", afterSaving ? "torn" : "")),
            Write.Step("Test.SaveWidget", "after", ("code", "after"))));

        var started = await house.Send(new StartWorkflow(new StartInstance("torn", new Dictionary<string, object?>())));

        world.Calls.ShouldBe(2);
        (await house.Read(db => db.Set<Widget>().Select(widget => widget.Code).Order().ToListAsync())).ShouldBe(afterSaving ? ["after", "before", "torn"] : ["after", "before"]);
        var instance = await house.Read(db => db.Set<WorkflowInstance>().SingleAsync());
        (instance.Id, instance.Status, instance.IncidentCount).ShouldBe((started.InstanceId, "Finished", 0));
    }

    [Fact]
    public async Task A_burst_whose_connection_breaks_each_time_is_refused_and_leaves_nothing()
    {
        world.Failures = int.MaxValue;
        await house.Publish(ConfigurationKinds.Definition, "test", "torn", Parallel(
            Write.Step("Test.LoseConnection", "torn", ("code", "")), Write.Step("Test.SaveWidget", "after", ("code", "after"))));

        await Should.ThrowAsync<ConflictException>(() => house.Send(new StartWorkflow(new StartInstance("torn", new Dictionary<string, object?>()))));

        (await house.Read(db => db.Set<Widget>().CountAsync())).ShouldBe(0);
        (await house.Read(db => db.Set<WorkflowInstance>().CountAsync())).ShouldBe(0);
    }

    static byte[] Parallel(params string[] activities) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Write.Sequence("torn", activities)).Replace("Elsa.Sequence", "Elsa.Parallel", StringComparison.Ordinal));
}

/// <summary>Its connection is cut while it works, as often as the world says; before that it may have saved something.</summary>
[Activity("Test.LoseConnection", Category = "Test")]
public sealed class LoseConnectionActivity(IMediator requests, BackOfficeDb db, World world) : Activity
{
    [Input("The widget that it saves before; none when empty.")] public string Code { get; set; } = "";

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        world.Calls++;
        if (Code.Length > 0)
            await requests.Send(new AddWidget(Code), context.Cancel);
        if (world.Failures-- > 0)
            await db.Database.ExecuteSqlRawAsync("select pg_terminate_backend(pg_backend_pid())", context.Cancel);
        return Done();
    }
}
