using System.Globalization;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Cases;

namespace BackOfficeFlow.Work.Tests.Cases;

/// <summary>The badges of a case's diagram, at every state that a case can be in.</summary>
public sealed class StepRunTests : IAsyncLifetime
{
    static readonly Caller Ana = new(TestHouse.Tenant, new Guid(11, 0, 0, new byte[8]), "Ana") { Roles = new HashSet<string> { "Clerk" } };
    static readonly Caller Dora = Ana with { Name = "Dora", Roles = new HashSet<string> { "Designer" } };
    static readonly Caller Sonia = Ana with { Name = "Sonia", Roles = new HashSet<string> { "Supervisor" } };

    const string Wait = """{"id":"wait","name":"Wait","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}}""";
    const string Bad = """{"id":"bad","type":"Elsa.Fault","message":{"typeName":"String","expression":{"type":"Literal","value":"broken"}}}""";
    const string Line = """{"id":"line","name":"Line","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Literal","value":"x"}}}""";
    const string Loop = """{"id":"loop","type":"Elsa.For","start":{"typeName":"Int32","expression":{"type":"Literal","value":1}},"end":{"typeName":"Int32","expression":{"type":"Literal","value":3}},"body":""" + Line + "}";

    TestHouse house = null!;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        house = await TestHouse.OnSqlite();
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_case_that_waits_shows_where_and_goes_on_as_an_event_comes()
    {
        var id = await Start("waits", Wait);

        (await Count(id))["Workflow1:root:wait"].ShouldBe(new StepCount("wait", "Workflow1:root:wait") { Started = 1, Uncompleted = 1, IsBlocked = true });
        await house.Send(new TellEvent("go"), Caller.System(TestHouse.Tenant));

        (await Count(id))["Workflow1:root:wait"].ShouldBe(new StepCount("wait", "Workflow1:root:wait") { Started = 1, Completed = 1 });
        (await Count(id)).Values.ShouldAllBe(count => count.Started == 1 && count.Completed == 1);
    }

    [Fact]
    public async Task A_loop_counts_each_of_its_rounds()
    {
        var id = await Start("loops", Loop);

        (await Count(id))["Workflow1:root:loop:line"].ShouldBe(new StepCount("line", "Workflow1:root:loop:line") { Started = 3, Completed = 3 });
        var rounds = await house.Send(new ListStepRuns(id) { Path = "Workflow1:root:loop:line" }, Ana);
        rounds.Select(run => run.ExecutionId).ShouldBeUnique();
        var stack = await house.Send(new ListStepRuns(id) { StackOf = rounds[^1].ExecutionId }, Ana);
        stack.Select(run => (run.ActivityId, run.Depth)).ShouldBe([("Workflow1", 0), ("root", 1), ("loop", 2), ("line", 3)]);
        stack[^1].Name.ShouldBe("Line");
    }

    [Fact]
    public async Task A_step_that_failed_is_broken_until_it_is_tried_again_with_success()
    {
        var id = await Start("fails", Bad);

        var broken = (await Count(id))["Workflow1:root:bad"];
        (broken.IsFaulted, broken.Faults, broken.Completed, broken.Uncompleted).ShouldBe((true, 1, 0, 1));
        (await Count(id))["Workflow1:root"].Faults.ShouldBe(1);
        var run = (await house.Send(new ListStepRuns(id) { Path = "Workflow1:root:bad" }, Ana)).ShouldHaveSingleItem();
        (run.Standing, run.Problem, run.EndedAt).ShouldBe((StepStanding.Faulted, "broken", null));

        await house.Send(new EndCase(id, "It can never succeed"), Sonia);

        (await Count(id)).Values.ShouldAllBe(count => !count.IsFaulted && !count.IsBlocked && count.Faults == 0 && count.Completed == 0 && count.Uncompleted == 0);
    }

    [Fact]
    public async Task A_case_that_was_cancelled_waits_for_nothing()
    {
        var id = await Start("ends", Wait);

        await house.Send(new EndCase(id, "It was opened twice"), Sonia);

        var runs = await house.Send(new ListStepRuns(id), Ana);
        runs.ShouldAllBe(run => run.Standing == StepStanding.Canceled && run.EndedAt != null && !run.IsWaiting);
        (await house.Send(new ShowInstance(id), Ana)).Line.SubStatus.ShouldBe("Cancelled");
    }

    [Fact]
    public async Task The_journal_is_read_by_pages_and_by_what_is_asked_for()
    {
        var id = await Start("pages", Loop);

        var all = await house.Send(new ReadJournal(id, 0, 1000), Ana);
        var second = await house.Send(new ReadJournal(id, 2, 2), Ana);
        var lines = await house.Send(new ReadJournal(id, 0, 10) { Paths = ["Workflow1:root:loop:line"], Happenings = ["Completed"] }, Ana);
        var without = await house.Send(new ReadJournal(id, 0, 1000) { NotOfTypes = ["Elsa.Workflow", "Elsa.For", "Elsa.Sequence"] }, Ana);

        all.Lines.Select(line => line.Sequence).ShouldBeInOrder();
        second.Total.ShouldBe(all.Total);
        second.Lines.ShouldBe(all.Lines.Skip(2).Take(2));
        (lines.Total, lines.Lines.Select(line => line.What).Distinct().Single()).ShouldBe((3, "Completed"));
        without.Lines.Select(line => line.Step.ActivityId).Distinct().ShouldBe(["line"]);
    }

    [Fact]
    public async Task A_designer_sees_where_a_case_stands_and_not_what_is_in_it()
    {
        await Publish("private", Wait, """ "inputs":[{"name":"customer","type":"String"}],"variables":[{"id":"v1","name":"Phone","typeName":"String","value":"600"}],""");
        var id = (await house.Send(new StartWorkflow(new StartInstance("private", new Dictionary<string, object?> { ["customer"] = "María" }) { Name = "María's order", CorrelationId = "maria@example.test" }))).InstanceId;

        var seen = await house.Send(new ShowInstance(id), Dora);
        var read = await house.Send(new ShowInstance(id), Ana);

        (seen.Line.Name, seen.Line.CorrelationId, seen.Input.Count, seen.Variables.Count, seen.Bookmarks.Single().Path).ShouldBe((CaseKey.Of(id), null, 0, 0, "Workflow1:root:wait"));
        (read.Line.Name, read.Line.CorrelationId, read.Input.Single().Value).ShouldBe(("María's order", "maria@example.test", "María"));
        read.Variables.ShouldContain(new CaseVariable("v1", "Phone", "600"));
        (await Listed(Dora, "maría")).ShouldBeEmpty();
        (await Listed(Ana, "maría")).ShouldHaveSingleItem();
        (await Listed(Dora, CaseKey.Of(id))).ShouldHaveSingleItem().Name.ShouldBe(CaseKey.Of(id));
    }

    [Fact]
    public async Task Another_company_sees_nothing_of_a_case()
    {
        var id = await Start("theirs", Wait);
        var stranger = Sonia with { TenantId = "other" };

        (await Listed(stranger, null)).ShouldBeEmpty();
        foreach (var ask in new Func<Task>[] { () => house.Send(new ShowInstance(id), stranger), () => house.Send(new CountSteps(id), stranger), () => house.Send(new ReadJournal(id, 0, 10), stranger), () => house.Send(new FindCaseStanding(id), stranger) })
            (await Should.ThrowAsync<RuleBrokenException>(ask)).Code.ShouldBe("not-found");
    }

    [Fact]
    public async Task Cases_are_found_by_what_the_list_can_ask()
    {
        var waits = await Start("found", Wait);
        var ended = await Start("found-too", Line);
        var row = (await house.Send(new ListInstances(new InstanceFilter { Ids = [waits] }), Ana)).Lines.Single();

        (await Found(new InstanceFilter { Statuses = ["Running"] })).ShouldBe([waits]);
        (await Found(new InstanceFilter { SubStatuses = ["Finished"] })).ShouldBe([ended]);
        (await Found(new InstanceFilter { DefinitionIds = ["found", "found-too"] })).ShouldBe([waits, ended], ignoreOrder: true);
        (await Found(new InstanceFilter { VersionId = row.VersionId })).ShouldBe([waits]);
        (await Found(new InstanceFilter { Version = 7 })).ShouldBeEmpty();
        (await Found(new InstanceFilter { HasIncidents = true })).ShouldBeEmpty();
        foreach (var relation in new[] { TimeRelation.UpTo, TimeRelation.From, TimeRelation.Just })
            (await Found(new InstanceFilter { DefinitionIds = ["found"], Times = [new TimeLimit(TimeOf.Created, relation, row.CreatedAt)] })).ShouldBe([waits], relation.ToString());
        foreach (var relation in new[] { TimeRelation.Before, TimeRelation.After, TimeRelation.Not })
            (await Found(new InstanceFilter { DefinitionIds = ["found"], Times = [new TimeLimit(TimeOf.Created, relation, row.CreatedAt)] })).ShouldBeEmpty(relation.ToString());
        (await Found(new InstanceFilter { Times = [new TimeLimit(TimeOf.Finished, TimeRelation.From, row.CreatedAt)] })).ShouldBe([ended]);
    }

    async Task<IReadOnlyList<Guid>> Found(InstanceFilter filter) => [.. (await house.Send(new ListInstances(filter), Ana)).Lines.Select(line => line.Id)];

    async Task<IReadOnlyList<InstanceLine>> Listed(Caller caller, string? text) => (await house.Send(new ListInstances(new InstanceFilter { Text = text }), caller)).Lines;

    async Task<Dictionary<string, StepCount>> Count(Guid id) => (await house.Send(new CountSteps(id), Ana)).ToDictionary(count => count.Path);

    async Task<Guid> Start(string definition, string step)
    {
        await Publish(definition, step);
        return (await house.Send(new StartWorkflow(new StartInstance(definition, new Dictionary<string, object?>())))).InstanceId;
    }

    Task<ConfigurationItem> Publish(string definition, string step, string more = "") => house.Publish(ConfigurationKinds.Definition, "test", definition, Encoding.UTF8.GetBytes(
        $$$"""{"id":"{{{definition}}}-1","definitionId":"{{{definition}}}","name":"{{{definition}}}","version":1,{{{more}}}"root":{"id":"root","type":"Elsa.Sequence","activities":[{{{step}}}]}}"""));
}
