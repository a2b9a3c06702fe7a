using System.Globalization;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Processes;

namespace BackOfficeFlow.Work.Tests.Processes;

public sealed class SurveyTests : IAsyncLifetime
{
    static readonly Caller Dora = new(TestHouse.Tenant, new Guid(21, 0, 0, new byte[8]), "Dora") { Roles = new HashSet<string> { "Designer" } };

    TestHouse house = null!;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        house = await TestHouse.OnSqlite();
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_process_says_how_it_stands_and_how_its_open_cases_do()
    {
        await house.Publish(ConfigurationKinds.Definition, "test", "fails", Definition("fails", "Fails", Fault));
        await house.Send(new StartWorkflow(new StartInstance("fails", new Dictionary<string, object?>())));
        await house.Send(new StartWorkflow(new StartInstance("fails", new Dictionary<string, object?>())));
        await Draft("fails", Definition("fails", "Fails differently", Fault));

        var process = (await house.Send(new SurveyProcesses(), Dora)).ShouldHaveSingleItem();

        (process.Name, process.State, process.Version, process.PublishedVersion).ShouldBe(("Fails differently", ProcessState.Changed, 2, 1));
        (process.OpenCases, process.Incidents).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_process_that_was_never_published_is_a_draft_and_one_taken_back_is_withdrawn()
    {
        await Draft("drawn", Definition("drawn", "Drawn", Fault));
        await house.Publish(ConfigurationKinds.Definition, "test", "gone", Definition("gone", "Gone", Fault));
        await house.In<Configurations, bool>(items => items.Retract(ConfigurationKinds.Definition, "gone", TestContext.Current.CancellationToken));

        var found = await house.Send(new SurveyProcesses(), Dora);

        found.Select(process => (process.Name, process.State, process.PublishedVersion)).ShouldBe([("Drawn", ProcessState.Draft, null), ("Gone", ProcessState.Retracted, null)]);
    }

    [Fact]
    public async Task Processes_are_named_in_the_readers_language_and_seen_only_in_ones_own_company()
    {
        await house.Publish(ConfigurationKinds.Texts, "test", "test/es", "{\"refund\":\"Reembolso\"}"u8.ToArray());
        await house.Publish(ConfigurationKinds.Definition, "test", "refund", Definition("refund", "@refund", Fault));

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es");

        (await house.Send(new SurveyProcesses(), Dora)).Select(process => process.Name).ShouldBe(["Reembolso"]);
        (await house.Send(new ShowProcess("refund"), Dora))!.Name.ShouldBe("Reembolso");
        (await house.Send(new SurveyProcesses(), Dora with { TenantId = "other" })).ShouldBeEmpty();
        (await house.Send(new ShowProcess("refund"), Dora with { TenantId = "other" })).ShouldBeNull();
    }

    [Fact]
    public async Task Versions_say_what_they_are_to_new_cases_and_how_many_run_by_them()
    {
        await house.Publish(ConfigurationKinds.Definition, "test", "fails", Definition("fails", "Fails", Fault));
        await house.Send(new StartWorkflow(new StartInstance("fails", new Dictionary<string, object?>())));
        await house.Publish(ConfigurationKinds.Definition, "test", "fails", Definition("fails", "Fails anew", Fault));
        await Draft("fails", Definition("fails", "Fails differently", Fault));

        var versions = await house.Send(new ListVersions("fails"), Dora);

        versions.Select(version => (version.Number, version.State, version.OpenCases)).ShouldBe([(3, VersionState.Draft, 0), (2, VersionState.InForce, 0), (1, VersionState.Earlier, 1)]);
        (await house.Send(new ListVersions("fails"), Dora with { TenantId = "other" })).ShouldBeEmpty();
    }

    const string Fault = """{"id":"bad","type":"Elsa.Fault","message":{"typeName":"String","expression":{"type":"Literal","value":"no"}}}""";

    static byte[] Definition(string id, string name, string root) =>
        Encoding.UTF8.GetBytes($$"""{"id":"{{id}}-1","definitionId":"{{id}}","name":"{{name}}","version":1,"root":{{root}}}""");

    Task<ConfigurationItem> Draft(string key, byte[] content) => house.In<Configurations, ConfigurationItem>(
        items => items.SaveDraft(ConfigurationKinds.Definition, "test", key, content, null, TestContext.Current.CancellationToken));
}
