using System.Globalization;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Tasks;

namespace BackOfficeFlow.Work.Tests.Tasks;

/// <summary>What a clerk is told after finishing a task, whatever comes next.</summary>
public sealed class NextStepTests : IAsyncLifetime
{
    static readonly Caller Ana = new(TestHouse.Tenant, new Guid(11, 0, 0, new byte[8]), "Ana") { Roles = new HashSet<string> { "Clerk" }, Queues = new HashSet<string> { "q.billing", "q.warehouse" } };

    TestHouse house = null!;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        house = await TestHouse.OnSqlite();
        await Refund.Furnish(house);
        await house.Import(Repository.PathTo("workflows"));
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task Work_that_is_handed_over_names_the_queue_that_does_it_and_its_end_the_case_that_asked()
    {
        var instance = await Start("""{ "id": "stock", "name": "Stock", "type": "BackOffice.HandOver", "version": 1, "title": """ + Literal("Count the lamps") + ""","queue": """ + Literal("q.warehouse") + " }");
        var next = await Finish(instance);

        next.Kind.ShouldBe(NextKind.Waiting);
        next.Waits.ShouldHaveSingleItem().ShouldBe(new NextWait("Count the lamps", "Warehouse", null));

        var counting = (await house.Send(new ListTasks(TaskScope.Available), Ana)).Lines.ShouldHaveSingleItem();
        await house.Send(new ClaimTask(counting.Id), Ana);
        var end = await house.SendOnly(new CompleteTask(counting.Id, "Done"), Ana);

        end.Kind.ShouldBe(NextKind.Finished);
        (end.AskedBy, end.AskedByKey).ShouldBe((instance, CaseKey.Of(instance)));
    }

    [Fact]
    public async Task A_pause_says_until_when()
    {
        var instance = await Start("""{ "id": "pause", "name": "A day of rest", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "1.00:00:00" } } }""");

        var next = await Finish(instance);

        next.Kind.ShouldBe(NextKind.Waiting);
        next.Waits.ShouldHaveSingleItem().ShouldBe(new NextWait("A day of rest", null, house.Now.AddDays(1)));
    }

    async Task<Guid> Start(string then)
    {
        await house.Publish(ConfigurationKinds.Definition, Refund.Area, "next", Encoding.UTF8.GetBytes($$"""
            {
              "definitionId": "next", "id": "next-1", "version": 1, "name": "Next", "isPublished": true, "isLatest": true,
              "root": { "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [
                { "id": "ask", "name": "Ask", "type": "BackOffice.UserTask", "version": 1, "title": {{Literal("Ask")}}, "queue": {{Literal("q.billing")}} },
                {{then}} ] }
            }
            """));
        return (await house.Send(new StartWorkflow(new StartInstance("next", new Dictionary<string, object?>())))).InstanceId;
    }

    async Task<WhatNext> Finish(Guid instance)
    {
        var task = await Refund.OpenTask(house, instance);
        await house.Send(new ClaimTask(task.Id), Ana);
        return await house.Send(new CompleteTask(task.Id, "Done"), Ana);
    }

    static string Literal(string text) => $$"""{ "typeName": "String", "expression": { "type": "Literal", "value": "{{text}}" } }""";
}
