using BackOfficeFlow.Engine.Activities;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>Repairs from outside, and versions.</summary>
public abstract partial class RuntimeContract
{
    [Fact]
    public async Task A_case_is_moved_to_another_version_and_goes_on_there()
    {
        var id = await Start("order", Write.Event("Go"), Write.Line("old"));
        var next = await Publish("order", Write.Event("Go"), Write.Line("new"));

        var altered = await House.Send(new AlterInstance(id, """[{"type":"Migrate","targetVersion":2}]"""));
        await Tell(new EventStimulus("Go"));

        altered.ShouldBe(new AlteredInstance(true, null));
        (await Instance(id)).DefinitionVersion.ShouldBe(2);
        (await Instance(id)).ConfigurationItemId.ShouldBe(next.Id);
        (await Journal(id)).ShouldContain("new Completed");
    }

    [Fact]
    public async Task An_alteration_that_cannot_be_done_stops_the_rest_and_keeps_what_was_done()
    {
        await PublishProcess("order", "{}", Write.Event("Go"));
        var id = (await House.Send(new StartWorkflow(new StartInstance("order", new Dictionary<string, object?>())))).InstanceId;

        var altered = await House.Send(new AlterInstance(id, """[{"type":"ModifyVariable","variableId":"count-id","value":7},{"type":"Migrate","targetVersion":9},{"type":"Cancel"}]"""));

        altered.Succeeded.ShouldBeFalse();
        altered.Problem!.ShouldContain("no version 9");
        (await Instance(id)).Status.ShouldBe("Running");
        (await Journal(id)).TakeLast(2).ShouldBe(["Workflow1 Alteration ModifyVariable succeeded", "Workflow1 Alteration Migrate failed"]);
        Engine.Running.Instance.Open((await Instance(id)).State).Variables["Count"].ShouldBe(7L);
    }

    [Fact]
    public async Task The_dry_run_selects_what_is_named_and_nothing_when_nothing_is()
    {
        var one = await Start("order", Write.Event("Go"));
        await Start("other", Write.Event("Go"));

        (await House.Send(new FindInstancesToAlter { DefinitionId = "order" })).ShouldBe([one]);
        (await House.Send(new FindInstancesToAlter())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_cases_are_altered_one_after_another_and_the_job_says_how_far_it_is()
    {
        var farther = await Start("order", Write.Event("Go"), Write.Event("Later"));
        await Tell(new EventStimulus("Go"));
        var old = new[] { await StartAgain("order"), await StartAgain("order") };
        var other = await Start("other", Write.Event("Go"));
        var next = await Publish("order", Write.Event("Go"), Write.Line("new"));

        var begun = await House.Send(new AlterInstances(new FindInstancesToAlter { DefinitionId = "order" }, """[{"type":"Migrate","targetVersion":2}]"""));
        await House.Settle();

        begun.Selected.ShouldBe(3);
        (await Instance(old[0])).ConfigurationItemId.ShouldBe(next.Id);
        (await Instance(old[1])).ConfigurationItemId.ShouldBe(next.Id);
        (await Instance(farther)).DefinitionVersion.ShouldBe(1);
        (await Instance(other)).DefinitionVersion.ShouldBe(1);
        var job = await JobOf(begun);
        job.Done.ShouldBe(3);
        job.EndedAt.ShouldNotBeNull();
        job.Failure!.ShouldStartWith("1 ");
        (await House.Read(db => db.Set<AuditEntry>().CountAsync(entry => entry.Action == "AlterInstance"))).ShouldBe(3);
    }

    [Fact]
    public async Task A_repair_of_many_can_be_stopped_and_one_that_selects_nothing_does_not_begin()
    {
        var id = await Start("order", Write.Event("Go"));
        await Publish("order", Write.Event("Go"), Write.Line("new"));

        var begun = await House.SendOnly(new AlterInstances(new FindInstancesToAlter { DefinitionId = "order" }, """[{"type":"Migrate","targetVersion":2}]"""), Supervisor);
        await House.Send(new StopAltering(begun.JobId), Supervisor);

        (await Instance(id)).DefinitionVersion.ShouldBe(1);
        (await JobOf(begun)).Failure!.ShouldContain(Supervisor.Name);
        (await Should.ThrowAsync<RuleBrokenException>(() => House.Send(new StopAltering(begun.JobId), Supervisor))).Code.ShouldBe("nothing-to-stop");
        await Should.ThrowAsync<FluentValidation.ValidationException>(() => House.Send(new AlterInstances(new FindInstancesToAlter(), "[]"), Supervisor));
        await Should.ThrowAsync<FluentValidation.ValidationException>(() => House.Send(new AlterInstances(new FindInstancesToAlter { DefinitionId = "order" }, "{}"), Supervisor));
    }

    static readonly Caller Supervisor = new(TestHouse.Tenant, new Guid("00000000-0000-7000-8000-0000000000a1"), "Carla Supervisor") { Roles = new HashSet<string> { "Supervisor" } };

    async Task<Guid> StartAgain(string definition) => (await House.Send(new StartWorkflow(new StartInstance(definition, new Dictionary<string, object?>())))).InstanceId;

    Task<JobProgress> JobOf(BegunAltering begun) => House.Read(db => db.Set<JobProgress>().SingleAsync(job => job.JobKey == begun.JobKey));

    [Fact]
    public async Task A_draft_is_one_version_until_it_is_published_and_starts_nothing()
    {
        var first = await Publish("order", Write.Event("Go"), Write.Line("one"));
        var draft = await Draft("order", Write.Event("Go"), Write.Line("two"));
        var again = await Draft("order", Write.Event("Go"), Write.Line("three"));

        (await House.Read(db => db.Set<ConfigurationItem>().FindAsync(first.Id).AsTask()))!.IsPublished.ShouldBeTrue();
        (draft.Version, again.Id, again.IsDraft).ShouldBe((2, draft.Id, true));
        var id = (await House.Send(new StartWorkflow(new StartInstance("order", new Dictionary<string, object?>())))).InstanceId;
        (await Instance(id)).DefinitionVersion.ShouldBe(1);
        var published = await Publish("order", Write.Event("Go"), Write.Line("four"));
        (published.Id, published.Version, published.IsPublished).ShouldBe((draft.Id, 2, true));
    }

    [Fact]
    public async Task An_earlier_version_comes_back_as_a_draft()
    {
        var first = await Publish("order", Write.Line("one"));
        await Publish("order", Write.Line("two"));

        var draft = await House.In<Configurations, ConfigurationItem?>(configurations => configurations.Revert(ConfigurationKinds.Definition, "order", 1, CancellationToken.None));

        draft.ShouldNotBeNull();
        (draft.Version, draft.Hash, draft.IsDraft).ShouldBe((3, first.Hash, true));
    }

    Task<ConfigurationItem> Draft(string definition, params string[] activities) => House.In<Configurations, ConfigurationItem>(configurations =>
        configurations.SaveDraft(ConfigurationKinds.Definition, "test", definition, Write.Sequence(definition, activities), null, CancellationToken.None));
}
