using System.Globalization;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Cases;
using BackOfficeFlow.Work.Tasks;
using BackOfficeFlow.Work.Tests.Tasks;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tests.Cases;

public sealed class CaseTests : IAsyncLifetime
{
    static readonly Caller Ana = new(TestHouse.Tenant, new Guid(11, 0, 0, new byte[8]), "Ana") { Roles = new HashSet<string> { "Clerk" }, Queues = new HashSet<string> { "q.billing", "q.backoffice.general" } };
    static readonly Caller Sonia = Ana with { UserId = new Guid(14, 0, 0, new byte[8]), Name = "Sonia", Roles = new HashSet<string> { "Supervisor" } };

    TestHouse house = null!;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        house = await TestHouse.OnSqlite();
        await Refund.Furnish(house);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_case_tells_its_story_in_plain_words()
    {
        var id = await Refund.Open(house);
        var task = await Refund.OpenTask(house, id);
        await house.Send(new ClaimTask(task.Id), Ana);
        await house.Send(Refund.Request(task.Id), Ana);

        var view = await house.Send(new ShowCase(id), Ana);

        view.Story.Select(item => (item.Title, item.Who)).ShouldBe(
        [
            ("Case opened", null),
            ("Task “Request the refund” for Billing", null),
            ("“Request the refund” finished: Requested", "Ana"),
            ("Task “Approve 40 for María” for BILL-AGENT", "Ana"),
        ]);
        (view.Process, view.CaseKey, view.Standing, view.Tasks.Count).ShouldBe(("Refund", CaseKey.Of(id), CaseStanding.Running, 1));
        view.MayRepair.ShouldBeFalse();
    }

    [Fact]
    public async Task A_case_links_to_the_cases_that_it_started_and_they_to_it()
    {
        await house.Publish(ConfigurationKinds.Definition, "test", "child", Encoding.UTF8.GetBytes(
            """{"id":"c1","definitionId":"child","name":"Child","version":1,"root":{"id":"bad","type":"Elsa.Fault","message":{"typeName":"String","expression":{"type":"Literal","value":"no"}}}}"""));
        await house.Publish(ConfigurationKinds.Definition, "test", "parent", Encoding.UTF8.GetBytes(
            """{"id":"p1","definitionId":"parent","name":"Parent","version":1,"root":{"id":"call","type":"Elsa.DispatchWorkflow","workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"child"}},"waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":true}}}}"""));
        var parent = await house.Send(new StartWorkflow(new StartInstance("parent", new Dictionary<string, object?>())));

        var child = (await house.Send(new ShowCase(parent.InstanceId), Ana)).Children.ShouldHaveSingleItem();

        (child.Process, child.Standing).ShouldBe(("Child", CaseStanding.Attention));
        (await house.Send(new ShowCase(child.Id), Ana)).Parent!.Id.ShouldBe(parent.InstanceId);
    }

    [Fact]
    public async Task The_story_is_told_in_the_language_of_whoever_reads_it()
    {
        var id = await Refund.Open(house);

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es");
        var view = await house.Send(new ShowCase(id), Ana);

        view.Story.Select(item => item.Title).ShouldBe(["Caso abierto", "Tarea «Request the refund» para Facturación"]);
    }

    [Fact]
    public async Task A_failed_step_is_repeated_by_a_supervisor_and_the_case_goes_on()
    {
        await Refund.Furnish(house, more: Refund.More("person", "nobody"));
        var id = await Refund.Open(house);
        var broken = await house.Send(new ShowCase(id), Sonia);
        var incident = broken.Incidents.ShouldHaveSingleItem();

        broken.Standing.ShouldBe(CaseStanding.Attention);
        (await house.Send(new ListCases(CaseScope.Attention), Ana)).Lines.ShouldHaveSingleItem().Id.ShouldBe(id);
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new RetryStep(id, incident.Id), Ana))).Code.ShouldBe("not-allowed");
        await house.Send(new RetryStep(id, incident.Id), Sonia);

        var again = await house.Send(new ShowCase(id), Sonia);
        again.Incidents.ShouldHaveSingleItem().Id.ShouldNotBe(incident.Id);
        again.Story.ShouldContain(item => item.Title == "A failed step was repeated" && item.Who == "Sonia");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new RetryStep(id, incident.Id), Sonia))).Code.ShouldBe("incident-gone");
    }

    [Fact]
    public async Task Only_a_supervisor_ends_a_case_and_says_why()
    {
        var id = await Refund.Open(house);

        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new EndCase(id, "It was opened twice"), Ana))).Code.ShouldBe("not-allowed");
        await Should.ThrowAsync<ValidationException>(() => house.Send(new EndCase(id, "twice"), Sonia));
        await house.Send(new EndCase(id, "It was opened twice"), Sonia);

        var view = await house.Send(new ShowCase(id), Ana);
        (view.Standing, view.Tasks.Count).ShouldBe((CaseStanding.Cancelled, 0));
        view.Story.ShouldContain(item => item.Title.Contains("It was opened twice"));
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new EndCase(id, "It was opened twice"), Sonia))).Code.ShouldBe("case-closed");
    }

    [Fact]
    public async Task Cases_are_found_by_key_and_name_and_only_in_ones_own_company()
    {
        var id = await Refund.Open(house);
        var typed = CaseKey.Of(id).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

        foreach (var words in new[] { typed, "for maría", CaseKey.Of(id)[..4] })
            (await house.Send(new ListCases { Text = words }, Ana)).Lines.ShouldHaveSingleItem(words);
        (await house.Send(new ListCases { Text = "nothing of that kind" }, Ana)).Lines.ShouldBeEmpty();
        (await house.Send(new ListCases(CaseScope.All), Ana with { TenantId = "other" })).Lines.ShouldBeEmpty();
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ShowCase(id), Ana with { TenantId = "other" }))).Code.ShouldBe("not-found");
    }

    [Fact]
    public async Task A_plain_task_of_elsa_becomes_a_task_for_a_person_and_its_answer_goes_back()
    {
        await house.Publish(ConfigurationKinds.Definition, "billing", "plain", Encoding.UTF8.GetBytes("""
            {
              "definitionId": "plain", "id": "plain-1", "version": 1, "name": "Plain", "isPublished": true, "isLatest": true,
              "root": { "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [
                { "id": "ring", "name": "Ring", "type": "Elsa.RunTask", "version": 1,
                  "taskName": { "typeName": "String", "expression": { "type": "Literal", "value": "Ring the customer" } },
                  "payload": { "typeName": "ObjectDictionary", "expression": { "type": "Object", "value": "{\"phone\":\"+34600000000\"}" } } } ] }
            }
            """));
        var id = (await house.Send(new StartWorkflow(new StartInstance("plain", new Dictionary<string, object?>())))).InstanceId;
        var task = await Refund.OpenTask(house, id);

        (task.Title, task.QueueKey).ShouldBe(("Ring the customer", "q.backoffice.general"));
        (await house.Send(new ShowTask(task.Id), Ana)).Facts.ShouldContain(fact => fact.Label == "phone");
        await house.Send(new ClaimTask(task.Id), Ana);
        (await house.Send(new CompleteTask(task.Id, "Done"), Ana)).Kind.ShouldBe(NextKind.Finished);
        (await house.Read(db => db.Set<WorkflowInstance>().SingleAsync(row => row.Id == id))).Status.ShouldBe("Finished");
    }
}
