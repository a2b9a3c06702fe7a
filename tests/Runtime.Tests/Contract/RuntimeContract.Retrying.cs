using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>A step that names a retry strategy is tried again by a timer that outlives the process.</summary>
public abstract partial class RuntimeContract
{
    const string Strategy = """{"maxRetryAttempts":2,"delay":"00:01:00","backoffType":"Constant"}""";

    static string Tried(string step) => step.Replace("\"version\":1", $"\"version\":1,\"customProperties\":{{\"resilienceStrategy\":{Strategy}}}", StringComparison.Ordinal);

    [Fact]
    public async Task A_step_is_tried_again_after_its_pause_and_what_failed_tries_saved_is_gone()
    {
        World.IsBroken = true;
        var id = await Start("making", Tried(Write.Step("Test.SaveWidget", "make", ("code", "W-1"))), Write.Line("after"));
        (await Instance(id)).NeedsAttention.ShouldBeFalse();
        (await House.Read(db => db.Set<ArmedTimer>().SingleAsync())).DueAt.ShouldBe(House.Now.AddMinutes(1));

        await House.Advance(TimeSpan.FromSeconds(70));
        (await Count<Widget>()).ShouldBe(0);
        World.IsBroken = false;
        await House.Advance(TimeSpan.FromSeconds(70));

        (await Count<Widget>()).ShouldBe(1);
        (await Instance(id)).Status.ShouldBe("Finished");
        (await Count<ArmedTimer>()).ShouldBe(0);
        (await Journal(id)).Where(line => line.StartsWith("make ", StringComparison.Ordinal)).ShouldBe(
            ["make Started", "make Attempt failed", "make Started", "make Attempt failed", "make Started", "make Completed"]);
    }

    [Fact]
    public async Task After_the_last_try_a_person_is_asked_and_cancelling_between_tries_disarms_the_timer()
    {
        World.IsBroken = true;
        var stuck = await Start("making", Tried(Write.Step("Test.SaveWidget", "make", ("code", "W-1"))));
        await House.Advance(TimeSpan.FromMinutes(5));
        var waiting = await Start("making", Tried(Write.Step("Test.SaveWidget", "make", ("code", "W-1"))));

        await House.Send(new CancelInstance(waiting, "no longer wanted"));

        (await Instance(stuck)).NeedsAttention.ShouldBeTrue();
        (await Instance(waiting)).SubStatus.ShouldBe("Cancelled");
        (await Count<ArmedTimer>()).ShouldBe(0);
    }

    [Fact]
    public async Task Two_nodes_that_fire_one_retry_make_one_try()
    {
        World.IsBroken = true;
        var id = await Start("making", Tried(Write.Step("Test.SaveWidget", "make", ("code", "W-1"))));
        World.IsBroken = false;
        House.Clock.Advance(TimeSpan.FromMinutes(2));

        var drain = House.Parts.GetRequiredService<TimerDrain>();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => drain.Round(CancellationToken.None))));
        await House.Settle();

        (await Journal(id)).Count(line => line == "make Started").ShouldBe(2);
        (await Count<Widget>()).ShouldBe(1);
    }

    [Fact]
    public async Task A_next_try_made_by_hand_takes_its_timer_with_it()
    {
        World.IsBroken = true;
        var id = await Start("making", Tried(Write.Step("Test.SaveWidget", "make", ("code", "W-1"))));
        World.IsBroken = false;

        (await House.Send(new AlterInstance(id, """[{"type":"ScheduleActivity","activityId":"make"}]"""))).Succeeded.ShouldBeTrue();

        (await Instance(id)).Status.ShouldBe("Finished");
        (await Count<ArmedTimer>()).ShouldBe(0);
        (await Bookmarks(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_step_that_saved_a_row_and_then_answered_that_it_failed_leaves_its_incident_only()
    {
        var id = await Start("making", Write.Step("Test.SaveAndRefuse", "make"));

        (await State(id)).Incidents.Single().Code.ShouldBe("refused");
        (await Count<Widget>()).ShouldBe(0);
    }

    [Fact]
    public async Task A_time_that_came_while_a_fault_had_ended_the_case_comes_again_after_the_retry()
    {
        World.IsBroken = true;
        await House.Publish(ConfigurationKinds.Definition, "test", "two", System.Text.Encoding.UTF8.GetBytes(
            $$"""{"id":"two-v1","definitionId":"two","version":1,"options":{"incidentStrategyType":"FaultStrategy"},"root":{"id":"both","type":"Elsa.Parallel","activities":[{{Write.Delay("01:00:00")}},{{Write.Step("Test.SaveWidget", "make", ("code", "W-1"))}}] } }"""));
        var id = (await House.Send(new StartWorkflow(new StartInstance("two", new Dictionary<string, object?>())))).InstanceId;
        (await Instance(id)).SubStatus.ShouldBe("Faulted");
        await House.Advance(TimeSpan.FromHours(2));

        World.IsBroken = false;
        await House.Send(new RetryIncident(id, (await State(id)).Incidents.Single().Id));
        await House.Advance(TimeSpan.FromMinutes(1));

        (await Instance(id)).SubStatus.ShouldBe("Finished");
        (await Count<ArmedTimer>()).ShouldBe(0);
    }
}
