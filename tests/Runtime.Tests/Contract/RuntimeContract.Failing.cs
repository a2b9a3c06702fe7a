using BackOfficeFlow.Engine.Activities;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>A step that changed records and then failed leaves nothing behind but its incident; what is outside fails on its own.</summary>
public abstract partial class RuntimeContract
{
    [Theory]
    [InlineData("Test.SaveWidget")]
    [InlineData("Test.SaveTwice")]
    public async Task A_step_that_saved_a_row_and_then_failed_leaves_its_incident_only_and_a_retry_goes_on(string type)
    {
        World.IsBroken = true;
        var id = await Start("making", Write.Step("Test.SaveWidget", "before", ("code", "kept")).Replace("Test.SaveWidget", "Elsa.WriteLine", StringComparison.Ordinal), Write.Step(type, "make", ("code", "W-1")), Write.Line("after"));

        (await Count<Widget>()).ShouldBe(0);
        var stuck = await Instance(id);
        (stuck.Status, stuck.IncidentCount, stuck.NeedsAttention).ShouldBe(("Running", 1, true));
        var incident = (await State(id)).Incidents.Single();

        World.IsBroken = false;
        await House.Send(new RetryIncident(id, incident.Id));

        (await House.Read(db => db.Set<Widget>().Select(widget => widget.Code).ToListAsync())).ShouldBe(["W-1"]);
        var mended = await Instance(id);
        (mended.Status, mended.IncidentCount, mended.NeedsAttention).ShouldBe(("Finished", 0, false));
        (await Journal(id)).ShouldContain("after Completed");
    }

    [Fact]
    public async Task What_a_failed_step_asked_for_and_left_unsaved_is_forgotten_and_what_came_before_it_stands()
    {
        World.IsBroken = false;
        await Publish("two", Write.Step("Test.SaveWidget", "first", ("code", "kept")), Write.Event("Go"), Write.Step("Test.Untidy", "second"));
        var id = (await House.Send(new StartWorkflow(new StartInstance("two", new Dictionary<string, object?>())))).InstanceId;
        World.IsBroken = true;

        await Tell(new EventStimulus("Go"));

        (await House.Read(db => db.Set<Widget>().Select(widget => widget.Code).ToListAsync())).ShouldBe(["kept"]);
        World.Sent.ShouldBeEmpty();
        (await Count<ArmedTimer>()).ShouldBe(0);

        World.IsBroken = false;
        await House.Send(new RetryIncident(id, (await State(id)).Incidents.Single().Id));

        World.Sent.ShouldBe(["untidy"]);
        (await House.Read(db => db.Set<Widget>().CountAsync())).ShouldBe(2);
        (await Count<ArmedTimer>()).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_fails_is_tried_again_and_its_answer_resumes_the_step()
    {
        World.Failures = 2;
        var id = await Start("sending", Write.Step("Test.Send", "hello"), Write.Line("sent"));
        World.Sent.ShouldBeEmpty();

        await House.Advance(TimeSpan.FromMinutes(1));

        World.Sent.ShouldBe(["hello"]);
        World.Calls.ShouldBe(3);
        (await Instance(id)).Status.ShouldBe("Finished");
    }

    [Fact]
    public async Task A_message_that_is_given_up_becomes_an_incident_and_a_retry_delivers_it()
    {
        World.Failures = 12;
        var id = await Start("sending", Write.Step("Test.Send", "hello"), Write.Line("sent"));
        await House.Advance(TimeSpan.FromDays(2));

        World.Calls.ShouldBe(12);
        var incident = (await State(id)).Incidents.Single();
        incident.ResolvedAt.ShouldBeNull();
        (await Instance(id)).NeedsAttention.ShouldBeTrue();
        (await House.Send(new ShowSystemState())).OutboxDead.Single().InstanceId.ShouldBe(id);

        await House.Send(new RetryIncident(id, incident.Id));

        World.Sent.ShouldBe(["hello"]);
        var mended = await Instance(id);
        (mended.Status, mended.NeedsAttention).ShouldBe(("Finished", false));
    }

    [Fact]
    public async Task A_message_asked_for_twice_with_one_key_is_delivered_once()
    {
        for (var i = 0; i < 2; i++)
            await House.In<Outbox, bool>(outbox =>
            {
                outbox.Add("test-send", "the-key", new { text = "once" });
                return Task.FromResult(true);
            });

        await House.Settle();

        World.Sent.ShouldBe(["once"]);
    }

    [Fact]
    public async Task A_timer_that_keeps_failing_is_given_up_visibly_and_can_be_fired_again()
    {
        World.Failures = 8;
        await Arm("stubborn", House.Now.AddMinutes(1));

        await House.Advance(TimeSpan.FromDays(1));

        var dead = (await House.Send(new ShowSystemState())).TimersDead.Single();
        dead.Attempts.ShouldBe(8);
        dead.LastError!.ShouldContain("The line is dead.");

        await House.Send(new FireAgain(dead.Sequence));

        World.Sent.ShouldBe(["timer stubborn"]);
        (await Count<ArmedTimer>()).ShouldBe(0);
    }

    [Fact]
    public async Task A_timer_armed_again_moves_one_disarmed_is_silent_and_a_handler_may_arm_its_own_again()
    {
        await Arm("moved", House.Now.AddHours(1));
        await Arm("moved", House.Now.AddHours(5));
        await Arm("gone", House.Now.AddHours(1));
        await House.In<Timers, bool>(timers =>
        {
            timers.Disarm("test-timer", "gone");
            return Task.FromResult(true);
        });

        await House.Advance(TimeSpan.FromHours(4));
        World.Sent.ShouldBeEmpty();
        await House.Advance(TimeSpan.FromHours(2));
        World.Sent.ShouldBe(["timer moved"]);

        await Arm("again", House.Now);
        await House.Advance(TimeSpan.FromHours(3));
        World.Sent.ShouldBe(["timer moved", "timer again", "timer again"]);
    }

    protected Task<bool> Arm(string key, DateTimeOffset due) => House.In<Timers, bool>(timers =>
    {
        timers.Arm("test-timer", key, due);
        return Task.FromResult(true);
    });
}
