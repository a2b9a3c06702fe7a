using BackOfficeFlow.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>What starts cases by itself, and what keeps a further one from starting.</summary>
public abstract partial class RuntimeContract
{
    [Fact]
    public async Task An_event_starts_a_case_of_each_process_that_it_triggers_and_wakes_those_that_wait()
    {
        var waiting = await Start("waits", Write.Event("Came"));
        await PublishProcess("first", "{}", Write.Starts(Write.Event("Came")), Write.Line("one"));
        await PublishProcess("second", "{}", Write.Starts(Write.Event("Came")), Write.Line("two"));

        await House.Send(new DeliverStimulus("Elsa.Event", "Came") { OperationId = "came-1" });
        await House.Send(new DeliverStimulus("Elsa.Event", "Came") { OperationId = "came-1" });

        (await Instance(waiting)).Status.ShouldBe("Finished");
        (await Started()).ShouldBe(["first", "second", "waits"]);
        (await House.Read(db => db.Set<OutboxEntry>().CountAsync(entry => entry.State == OutboxState.Early))).ShouldBe(0);
    }

    [Fact]
    public async Task A_process_that_is_published_anew_or_retracted_is_not_started_by_its_old_triggers()
    {
        await PublishProcess("order", "{}", Write.Starts(Write.Event("Old")), Write.Line("one"));
        await PublishProcess("order", "{}", Write.Starts(Write.Event("New")), Write.Line("two"));

        await Tell(new EventStimulus("Old"));
        (await Started()).ShouldBeEmpty();
        await Tell(new EventStimulus("New"));
        (await Started()).ShouldBe(["order"]);
        await House.In<Configurations, bool>(configurations => configurations.Retract(ConfigurationKinds.Definition, "order", CancellationToken.None));
        await Tell(new EventStimulus("New"));

        (await Started()).ShouldBe(["order"]);
        (await Count<WorkflowTrigger>()).ShouldBe(0);
    }

    [Fact]
    public async Task A_timer_starts_a_case_in_its_beat_and_two_nodes_start_it_once()
    {
        await PublishProcess("nightly", "{}", Write.Starts(Write.Step("Elsa.Timer", "t", ("interval", "01:00:00"))), Write.Line("ran"));

        await House.Advance(TimeSpan.FromMinutes(150));
        (await Started()).ShouldBe(["nightly", "nightly"]);
        House.Clock.Advance(TimeSpan.FromMinutes(30));
        var drain = House.Parts.GetRequiredService<TimerDrain>();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => drain.Round(CancellationToken.None))));
        await House.Settle();

        (await Started()).Count.ShouldBe(3);
        (await Count<ArmedTimer>()).ShouldBe(1);
    }

    [Fact]
    public async Task A_timer_that_was_missed_for_long_starts_one_case_and_goes_on_from_now()
    {
        await PublishProcess("nightly", "{}", Write.Starts(Write.Step("Elsa.Timer", "t", ("interval", "00:01:00"))), Write.Line("ran"));

        House.Clock.Advance(TimeSpan.FromDays(2));
        await House.Settle();

        (await Started()).ShouldBe(["nightly"]);
        (await House.Read(db => db.Set<ArmedTimer>().SingleAsync())).DueAt.ShouldBe(House.Now.AddMinutes(1));
    }

    [Theory]
    // Long names stand in older files.
    [InlineData("Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core", null, null, true)]
    [InlineData("Correlation", "A", "A", true)]
    [InlineData("Correlation", "A", "B", false)]
    [InlineData("CorrelatedSingletonStrategy", "A", "B", false)]
    [InlineData("AllowAlways", "A", "A", false)]
    public async Task A_strategy_decides_whether_a_second_case_starts(string strategy, string? first, string? second, bool isRefused)
    {
        await PublishProcess("only", $$"""{"activationStrategyType":"{{strategy}}"}""", Write.Event("Go"));
        await StartOnly(first);

        var start = () => StartOnly(second);

        if (isRefused)
            (await Should.ThrowAsync<RuleBrokenException>(start)).Code.ShouldBe("cannot-start");
        else
            await start();
        (await Count<WorkflowInstance>()).ShouldBe(isRefused ? 1 : 2);
    }

    [Theory]
    [InlineData("Singleton", "A", "B", true)]
    [InlineData("Correlation", "A", "A", true)]
    [InlineData("CorrelatedSingletonStrategy", "A", "B", false)]
    public async Task A_second_case_of_one_transaction_is_asked_about_too(string strategy, string first, string second, bool isRefused)
    {
        await PublishProcess("only", $$"""{"activationStrategyType":"{{strategy}}"}""", Write.Event("Go"));

        var started = await House.In<Bursts, bool>(async bursts =>
        {
            await bursts.Start(Order(first), CancellationToken.None);
            return await bursts.TryStart(Order(second), CancellationToken.None) is not null;
        });

        started.ShouldBe(!isRefused);
        (await Count<WorkflowInstance>()).ShouldBe(isRefused ? 1 : 2);

        static StartInstance Order(string correlation) => new("only", new Dictionary<string, object?>()) { CorrelationId = correlation };
    }

    [Fact]
    public async Task Starts_that_race_for_a_singleton_open_one_case()
    {
        await PublishProcess("only", """{"activationStrategyType":"Singleton"}""", Write.Event("Go"));

        var starts = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                await StartOnly(null);
                return true;
            }
            catch (RuleBrokenException refused) when (refused.Code == "cannot-start")
            {
                return false;
            }
        }));

        (await Task.WhenAll(starts)).Count(started => started).ShouldBe(1);
        (await Count<WorkflowInstance>()).ShouldBe(1);
    }

    [Fact]
    public async Task A_singleton_starts_again_when_the_first_case_has_ended()
    {
        await PublishProcess("only", """{"activationStrategyType":"Singleton"}""", Write.Event("Go"));
        await StartOnly(null);
        await Tell(new EventStimulus("Go"));

        await StartOnly(null);

        (await Count<WorkflowInstance>()).ShouldBe(2);
    }

    Task<StartedInstance> StartOnly(string? correlation) =>
        House.SendOnly(new StartWorkflow(new StartInstance("only", new Dictionary<string, object?>()) { CorrelationId = correlation }));

    Task<ConfigurationItem> PublishProcess(string definition, string options, params string[] activities) =>
        House.Publish(ConfigurationKinds.Definition, "test", definition, Write.Process(definition, options, activities));

    Task<List<string>> Started() => House.Read(db => db.Set<WorkflowInstance>().OrderBy(instance => instance.DefinitionId).Select(instance => instance.DefinitionId).ToListAsync());
}
