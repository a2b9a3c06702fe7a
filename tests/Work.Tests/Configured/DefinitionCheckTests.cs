using System.Globalization;
using System.Text;
using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;

namespace BackOfficeFlow.Work.Tests.Configured;

/// <summary>What is found in a definition, before it is published, by who knows the company: its queues and people, its forms, tables, templates and texts.</summary>
public sealed class DefinitionCheckTests : IAsyncLifetime
{
    const string Asked = "\"queue\":\"q.billing\"";

    static readonly Caller Designer = new(TestHouse.Tenant, new Guid(21, 0, 0, new byte[8]), "Diego") { Roles = new HashSet<string> { Roles.Designer } };

    TestHouse house = null!;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        house = await TestHouse.OnSqlite();
        await house.Send(new FoundCompany(TestHouse.Tenant, "Demo"), Caller.System(TestHouse.Tenant));
        await house.Send(new OpenKnownQueues(), Caller.System(TestHouse.Tenant));
        var clerk = await house.Send(new AddUser("ana@acme.test", "Ana", "correct horse battery", [Roles.Clerk]), Caller.System(TestHouse.Tenant));
        await house.Send(new SetQueuesOfUser(clerk, ["q.billing"]), Caller.System(TestHouse.Tenant));
        await Bring(ConfigurationKinds.Form, "billing/request", """{"title":"Request","type":"object","properties":{"why":{"type":"string","requiredWhen":{"field":"$outcome","equals":"Refused"}}}}""");
        await Bring(ConfigurationKinds.Texts, "billing/es", """{"both":"Ambas","only.spanish":"Sólo"}""");
        await Bring(ConfigurationKinds.Texts, "billing/en", """{"both":"Both"}""");
    }

    public async ValueTask DisposeAsync() => await house.DisposeAsync();

    [Theory]
    [InlineData("", true, "queue")]
    [InlineData("\"queue\":\"q.nowhere\"", false, "q.nowhere")]
    [InlineData("\"queue\":\"q.legal\"", false, "q.legal")]
    [InlineData("\"role\":\"NO-SUCH-ROLE\"", false, "NO-SUCH-ROLE")]
    [InlineData("\"role\":\"LEGAL\"", false, "q.legal")]
    [InlineData("\"role\":\"Supervisor\"", false, "Supervisor")]
    [InlineData("\"person\":\"nobody@acme.test\"", false, "nobody@acme.test")]
    public async Task A_task_that_nobody_can_take_is_found(string asked, bool isError, string says)
    {
        var finding = (await Check(Task(asked))).ShouldHaveSingleItem();

        (finding.Place, finding.IsError).ShouldBe(("t", isError));
        finding.Message.ShouldContain(says);
        finding.Message.ShouldStartWith("Ask");
    }

    [Theory]
    [InlineData(Asked)]
    [InlineData("\"role\":\"BILL-AGENT\"")]
    [InlineData("\"role\":\"Clerk\"")]
    [InlineData("\"person\":\"ana@acme.test\"")]
    [InlineData("\"queue\":{\"typeName\":\"String\",\"expression\":{\"type\":\"JavaScript\",\"value\":\"'q.' + 'x'\"}}")]
    public async Task A_task_that_somebody_can_take_or_that_is_worked_out_later_is_well(string asked) => (await Check(Task(asked))).ShouldBeEmpty();

    [Theory]
    [InlineData("BackOffice.UserTask", "\"title\":\"x\"," + Asked + ",\"form\":\"nowhere\"", "request")]
    [InlineData("BackOffice.DecisionTable", "\"table\":\"nowhere\"", "nowhere")]
    [InlineData("BackOffice.SendMessage", "\"template\":\"billing/nowhere\",\"to\":\"a@b.test\"", "nowhere")]
    public async Task A_form_table_or_template_that_is_not_there_is_an_error(string type, string inputs, string says)
    {
        var finding = (await Check(Step(type, inputs))).ShouldHaveSingleItem();

        finding.IsError.ShouldBeTrue();
        finding.Message.ShouldContain(says);
        (await house.Send(Publication(Step(type, inputs)), Designer)).VersionId.ShouldBeNull();
    }

    [Theory]
    [InlineData("""["Approved"]""", true)]
    [InlineData("""["Approved","Refused"]""", false)]
    public async Task A_form_that_asks_for_an_outcome_which_the_task_lacks_is_found(string outcomes, bool isFound)
    {
        var findings = await Check(Task($"{Asked},\"form\":\"request\",\"outcomes\":{Json(outcomes)}"));

        findings.Select(finding => finding.IsError).ShouldBe(isFound ? [false] : []);
        if (isFound)
            findings[0].Message.ShouldContain("Refused");
    }

    [Fact]
    public async Task Outcomes_that_are_none_are_an_error() =>
        (await Check(Task($"{Asked},\"outcomes\":{Json("""["Yes","Yes"]""")}"))).ShouldHaveSingleItem().IsError.ShouldBeTrue();

    [Theory]
    [InlineData("@both", null)]
    [InlineData("plain @ text", null)]
    [InlineData("@only.spanish", "English")]
    public async Task A_text_that_one_language_lacks_is_found(string title, string? says)
    {
        var findings = await Check(Step("BackOffice.UserTask", $"\"title\":\"{title}\",{Asked}"));

        findings.Select(finding => finding.IsError).ShouldBe(says is null ? [] : [false]);
        if (says is not null)
            findings[0].Message.ShouldContain(says);
    }

    [Theory]
    [InlineData("Elsa.StartAt", "\"dateTime\":{\"typeName\":\"DateTimeOffset\",\"expression\":{\"type\":\"Literal\",\"value\":\"2001-01-01T00:00:00Z\"}}", true)]
    [InlineData("Elsa.StartAt", "\"dateTime\":{\"typeName\":\"DateTimeOffset\",\"expression\":{\"type\":\"Literal\",\"value\":\"2999-01-01T00:00:00Z\"}}", false)]
    [InlineData("Elsa.Delay", "\"timeSpan\":{\"typeName\":\"TimeSpan\",\"expression\":{\"type\":\"Literal\",\"value\":\"-00:01:00\"}}", true)]
    [InlineData("Elsa.Delay", "\"timeSpan\":{\"typeName\":\"TimeSpan\",\"expression\":{\"type\":\"Literal\",\"value\":\"00:01:00\"}}", false)]
    public async Task A_time_that_is_over_is_found(string type, string inputs, bool isFound) =>
        (await Check(Step(type, inputs))).Select(finding => finding.IsError).ShouldBe(isFound ? [false] : []);

    async Task<IReadOnlyList<ConfigurationFinding>> Check(string step)
    {
        var answer = await house.Send(Publication(step), Designer);
        (answer.VersionId is null).ShouldBe(answer.Findings.Any(finding => finding.IsError));
        return answer.Findings;
    }

    static PublishConfiguration Publication(string step) => new(ConfigurationKinds.Definition, "billing", "checked", Encoding.UTF8.GetBytes(
        $$$"""{"definitionId":"checked","id":"checked-1","version":1,"root":{"id":"root","type":"Elsa.Sequence","version":1,"activities":[{{{step}}}]}}"""));

    static string Task(string more) => Step("BackOffice.UserTask", more.Length == 0 ? "\"title\":\"x\"" : $"\"title\":\"x\",{more}");

    static string Step(string type, string inputs) => $$"""{"id":"t","name":"Ask","type":"{{type}}","version":1,{{inputs}}}""";

    static string Json(string value) => $$$"""{"typeName":"Object","expression":{"type":"Object","value":{{{JsonSerializer.Serialize(value)}}}}}""";

    async Task Bring(string kind, string key, string content) => await house.Publish(kind, "billing", key, Encoding.UTF8.GetBytes(content));
}
