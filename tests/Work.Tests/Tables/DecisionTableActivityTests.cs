using System.Text;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tests.Tables;

public sealed class DecisionTableActivityTests : IAsyncLifetime
{
    TestHouse house = null!;

    public async ValueTask InitializeAsync() => house = await TestHouse.OnSqlite();

    public async ValueTask DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task The_history_says_which_row_of_which_version_decided_and_why()
    {
        await Publish(Table("first", "second"));
        var id = await Start("""{"amount":250}""");

        var decided = await Decided(id);

        decided.Details!["table"].ShouldBe("test/route");
        Convert.ToInt64(decided.Details["version"], null).ShouldBe(1);
        decided.Details["rows"].ShouldBe(new List<object?> { "cheap" });
        decided.Details["passedOver"].ShouldBe(new List<object?> { "dear: amount > 300" });
        ((IReadOnlyDictionary<string, object?>)decided.Details["result"]!)["to"].ShouldBe("second");
    }

    [Fact]
    public async Task A_running_case_keeps_the_table_of_its_start_and_a_new_one_takes_the_newest()
    {
        await Publish(Table("old", "old"));
        var waiting = await Start("""{"amount":250}""", waitFirst: true);
        await house.Advance(TimeSpan.FromMinutes(1));
        await Publish(Table("new", "new"));
        var young = await Start("""{"amount":250}""", waitFirst: true);

        await house.Send(new DeliverStimulus("Elsa.Event", "Go"));

        ((IReadOnlyDictionary<string, object?>)(await Decided(waiting)).Details!["result"]!)["to"].ShouldBe("old");
        ((IReadOnlyDictionary<string, object?>)(await Decided(young)).Details!["result"]!)["to"].ShouldBe("new");
    }

    [Theory]
    [InlineData("""{"amount":"250"}""", "amount")]
    [InlineData("""{"weight":250}""", "weight")]
    public async Task Facts_that_do_not_fit_are_an_incident_that_names_them(string inputs, string named)
    {
        await Publish(Table("first", "second"));

        (await Incident(await Start(inputs))).ShouldContain(named);
    }

    [Fact]
    public async Task A_table_that_is_not_published_is_an_incident_that_names_it() => (await Incident(await Start("""{"amount":1}"""))).ShouldContain("route");

    [Fact]
    public async Task A_table_that_is_no_longer_in_force_decides_nothing()
    {
        await Publish(Table("first", "second", """, "validTo": "2026-03-03" """));

        (await Incident(await Start("""{"amount":1}"""))).ShouldContain("test/route");
    }

    [Fact]
    public async Task A_table_with_an_overlap_is_not_imported()
    {
        var folder = Directory.CreateTempSubdirectory("backofficeflow-tables-");
        try
        {
            var tables = Directory.CreateDirectory(Path.Combine(folder.FullName, "test", "tables"));
            await File.WriteAllTextAsync(Path.Combine(tables.FullName, "route.json"), Table("a", "b").Replace("\"F\"", "\"U\"").Replace("<= 300", "<= 301"), TestContext.Current.CancellationToken);

            var report = await house.Import(folder.FullName);

            report.Published.ShouldBeEmpty();
            report.Refused.Single().Findings.Single(finding => finding.IsError).Message.ShouldContain("300.01");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    Task<ConfigurationItem> Publish(string table) => house.Publish(ConfigurationKinds.Table, "test", "test/route", Encoding.UTF8.GetBytes(table));

    static string Table(string dear, string cheap, string more = "") => $$"""
        {
          "title": "Route", "hitPolicy": "F",
          "inputs": [{ "name": "amount", "type": "money" }],
          "outputs": [{ "name": "to", "type": "text" }],
          "rows": [
            { "id": "dear", "when": { "amount": "> 300" }, "then": { "to": "{{dear}}" } },
            { "id": "cheap", "when": { "amount": "<= 300" }, "then": { "to": "{{cheap}}" } }
          ],
          "default": { "then": { "to": "nobody" } },
          "tests": [{ "name": "dear", "inputs": { "amount": 301.5 }, "row": "dear" }] {{more}}
        }
        """;

    async Task<Guid> Start(string inputs, bool waitFirst = false)
    {
        var wait = waitFirst ? """{"id":"wait","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"Go"}}},""" : "";
        var definition = $$"""
            {"id":"routing-v1","definitionId":"routing","version":1,"root":{"id":"root","type":"Elsa.Sequence","activities":[{{wait}}
              {"id":"decide","type":"BackOffice.DecisionTable","version":1,
               "table":{"typeName":"String","expression":{"type":"Literal","value":"route"} },
               "inputs":{"typeName":"ObjectDictionary","expression":{"type":"Object","value":{{System.Text.Json.JsonSerializer.Serialize(inputs)}} } } }]} }
            """;
        await house.Publish(ConfigurationKinds.Definition, "test", "routing", Encoding.UTF8.GetBytes(definition));
        return (await house.Send(new StartWorkflow(new StartInstance("routing", new Dictionary<string, object?>())))).InstanceId;
    }

    async Task<JournalEvent> Decided(Guid id)
    {
        var entries = await house.Read(db => db.Set<JournalEntry>().AsNoTracking().Where(entry => entry.InstanceId == id).OrderBy(entry => entry.Burst).ToListAsync());
        return entries.SelectMany(entry => JournalText.Read(entry.Events)).Single(happening => happening.What == "Decided");
    }

    async Task<string> Incident(Guid id)
    {
        var row = await house.Read(db => db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(instance => instance.Id == id));
        return Instance.Open(row.State).Incidents.Single().Message;
    }
}
