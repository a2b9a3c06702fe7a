using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Web;
using BackOfficeFlow.Work.Scenarios;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Workflows;

public sealed class ScenarioTests
{
    static readonly string Root = Path.Combine(Repository.Root, "workflows");

    public static TheoryData<string, FlowchartMode> Scenarios
    {
        get
        {
            var data = new TheoryData<string, FlowchartMode>();
            foreach (var file in Scenario.Find(Root).Select(file => Path.GetRelativePath(Root, file)))
            {
                data.Add(file, FlowchartMode.Counter);
                data.Add(file, FlowchartMode.Token);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Every_scenario_has_the_journal_that_was_written_for_it(string file, FlowchartMode mode)
    {
        var runner = new ScenarioRunner(ScenarioHouse.Make, Root);

        var result = await runner.Run(Path.Combine(Root, file), mode, TestContext.Current.CancellationToken);

        result.Journal.ShouldBe(result.Scenario.Journal);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("TRUE")]
    public void A_changed_journal_is_not_accepted_under_CI(string ci)
    {
        var scenario = Scenario.Read(Scenario.Find(Root)[0]);
        var result = new ScenarioResult(Path.Combine(Root, "nowhere.json"), FlowchartMode.Counter, scenario, ["changed"]);

        Should.Throw<ScenarioException>(() => AcceptedJournal.Write(result, ci)).Message.ShouldContain("CI");
    }

    [Fact]
    public void An_accepted_journal_replaces_the_one_in_the_file_and_nothing_else()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("scenario-").FullName, "one.json");
        File.Copy(Scenario.Find(Root)[0], file);
        var before = Scenario.Read(file);

        AcceptedJournal.Write(new ScenarioResult(file, FlowchartMode.Counter, before, ["changed", "finished"]), ci: null);

        var after = Scenario.Read(file);
        after.Journal.ShouldBe(["changed", "finished"]);
        after.Title.ShouldBe(before.Title);
        after.Steps.Count.ShouldBe(before.Steps.Count);
    }
}
