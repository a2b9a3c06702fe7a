using System.Text.Json;

namespace BackOfficeFlow.Conformance.Tests;

/// <summary>What the runner makes of folders that nobody recorded.</summary>
public sealed class RunnerTests : IDisposable
{
    const string Definition =
        """{"definitionId":"main","name":"main","version":7,"root":{"id":"root","type":"Elsa.Sequence","activities":[{"id":"w","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Literal","value":"Hi"}}}]}}""";

    readonly string folder = Directory.CreateTempSubdirectory("backofficeflow-cases-").FullName;

    [Fact]
    public async Task A_case_that_comes_out_as_expected_passes()
    {
        Write("good", """{"steps":[{"action":"start"}]}""", Expected("Hi", "Finished"));

        var result = (await Bare.Run(Path.Combine(folder, "good"))).ShouldHaveSingleItem();

        result.Reason.ShouldBeNull();
        result.Passed.ShouldBeTrue();
        result.Topic.ShouldBe("own");
    }

    [Theory]
    [InlineData("Hello", "Finished", "console")]
    [InlineData("Hi", "Suspended", "status")]
    public async Task A_case_that_comes_out_differently_fails_and_says_where(string console, string subStatus, string where)
    {
        Write("other", """{"steps":[{"action":"start"}]}""", Expected(console, subStatus));

        var result = (await Bare.Run(Path.Combine(folder, "other"))).ShouldHaveSingleItem();

        result.Failed.ShouldBeTrue();
        result.Reason!.ShouldContain(where);
    }

    [Theory]
    [InlineData("""{"steps":[{"action":"dance"}]}""", "'dance' is not known")]
    [InlineData("""{"steps":[{"action":"advance-time","by":"soon"}]}""", "'soon' is no time")]
    [InlineData("""{"steps":[{"action":"cancel"}]}""", "no instance 'main'")]
    [InlineData("""{"steps":[{"action":"publish","file":"../../etc/passwd"}]}""", "outside the case's folder")]
    [InlineData("""{"steps":{}}""", "no array 'steps'")]
    [InlineData("not json", "steps.json is not valid JSON")]
    public async Task A_case_that_cannot_be_played_fails_with_its_reason(string steps, string reason)
    {
        Write("bad", steps, Expected("Hi", "Finished"));

        var result = (await Bare.Run(Path.Combine(folder, "bad"))).ShouldHaveSingleItem();

        result.Failed.ShouldBeTrue();
        result.Reason!.ShouldContain(reason);
    }

    [Fact]
    public async Task A_case_that_hangs_is_cut_off_and_one_that_throws_says_so()
    {
        Write("good", """{"steps":[{"action":"start"}]}""", Expected("Hi", "Finished"));
        var hanging = new Runs((_, _, _) => new TaskCompletionSource<ICaseServer>().Task, ["counter"]) { Longest = TimeSpan.FromMilliseconds(50) };
        var throwing = new Runs((_, _, _) => throw new InvalidOperationException("no server today"), ["counter"]);

        (await hanging.Run(Path.Combine(folder, "good"))).ShouldHaveSingleItem().Reason!.ShouldContain("cut off");
        (await throwing.Run(Path.Combine(folder, "good"))).ShouldHaveSingleItem().Reason!.ShouldContain("no server today");
    }

    [Fact]
    public void Cases_are_found_in_folders_of_folders_and_one_without_its_files_is_not_passed_over()
    {
        Write("joins/one", "{}", "{}");
        Write("joins/deeper/two", "{}", "{}");
        Directory.CreateDirectory(Path.Combine(folder, "joins/one/children"));
        Directory.CreateDirectory(Path.Combine(folder, "empty"));
        Directory.CreateDirectory(Path.Combine(folder, "torn"));
        File.WriteAllText(Path.Combine(folder, "torn/expected.json"), "{}");

        CaseFolder.Find(folder).Select(found => Path.GetRelativePath(folder, found).Replace('\\', '/')).ShouldBe(["joins/deeper/two", "joins/one", "torn"]);
    }

    [Fact]
    public void A_folder_without_a_case_says_what_a_case_is()
    {
        Should.Throw<CaseException>(() => CaseFolder.Find(folder)).Message.ShouldContain("definition.json");
        Should.Throw<CaseException>(() => CaseFolder.Find(Path.Combine(folder, "nowhere"))).Message.ShouldContain("no folder");
    }

    [Theory]
    [InlineData("--mode", "cases", "--mode takes one of")]
    [InlineData("cases", "--database", "--database takes one of")]
    [InlineData("--fast", "cases", "'--fast' is not known")]
    [InlineData("--json", "--json", "which folder")]
    public void Words_that_are_not_known_are_named(string first, string second, string message) =>
        Should.Throw<CaseException>(() => Arguments.Read([first, second])).Message.ShouldContain(message);

    [Fact]
    public void The_line_for_programs_has_the_six_members()
    {
        using var line = JsonDocument.Parse(Report.AsJson(new CaseResult("a", "t", "token", false, "#3 x", "why")));

        line.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(["name", "topic", "mode", "passed", "deviation", "reason"]);
    }

    static string Expected(string console, string subStatus) => $$$$"""
        {"modes":"only counter","counter":{"afterEachStep":[{"step":0,"action":"start","console":["{{{{console}}}}"],"instances":{"main":{"status":"Finished","subStatus":"Finished"}}}],
        "final":{"main":{"definitionId":"main","version":1,"status":"Finished","subStatus":"{{{{subStatus}}}}","output":{},"incidents":[],"variables":{},
        "journal":["Workflow1 Started","root Started","w Started","w Completed","root Completed","Workflow1 Completed"],"activityExecutions":["Workflow1 Completed","root Completed","w Completed"]}},
        "console":["{{{{console}}}}"],"pendingSchedules":0}}
        """;

    void Write(string name, string steps, string expected)
    {
        var path = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        File.WriteAllText(Path.Combine(path, "definition.json"), Definition);
        File.WriteAllText(Path.Combine(path, "steps.json"), steps);
        File.WriteAllText(Path.Combine(path, "expected.json"), expected);
        File.WriteAllText(Path.Combine(path, "meta.json"), """{"topic":"own"}""");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
