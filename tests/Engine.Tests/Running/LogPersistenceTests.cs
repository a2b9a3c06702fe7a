using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

public sealed class LogPersistenceTests
{
    [Activity("Test.Echo", Category = "Test")]
    public sealed class Echo : Activity
    {
        [Input("Any text.")] public string? Text { get; set; }
        [Input("Any value.")] public object? Data { get; set; }
        [Input("A secret by its name.")] public string? ApiKey { get; set; }
        [Output("The text again.")] public string? Result { get; set; }

        public override Task<ActivityResult> Execute(ActivityContext context)
        {
            Result = Text;
            return Text == "broken" ? Fault("It is broken.") : Done();
        }
    }

    static string Strategy(string name) => $$"""{"evaluationMode":"Strategy","strategyType":"Elsa.Workflows.LogPersistence.Strategies.{{name}}, Elsa.Workflows.Core"}""";

    static string Chosen(string script) => $$"""{"evaluationMode":"Expression","expression":{"type":"JavaScript","value":"{{script}}"} }""";

    static async Task<(Dictionary<string, object?> Details, Bench Bench)> Run(string ofWorkflow, string ofActivity, LogPersistence host = LogPersistence.Exclude, string text = "hi", params string[] more)
    {
        var echo = Write.Activity("Test.Echo", "x", [Write.Input("text", "String", "JavaScript", $"'{text}'"), $$""" "customProperties":{{ofActivity}} """, .. more]);
        var bench = new Bench(Write.Definition($$"""{"id":"root","type":"Elsa.Sequence","activities":[{{echo}}]}""", more: $$""" "customProperties":{{ofWorkflow}}, """), new EngineOptions { LogPersistence = host });
        var burst = await bench.Start();
        var line = burst.Events.Single(line => line.NodeId == "x" && line.What is "Completed" or "Faulted");
        return (new Dictionary<string, object?>(line.Details ?? new Dictionary<string, object?>()), bench);
    }

    static object? Logged(Dictionary<string, object?> details, string kind, string name) => (details.GetValueOrDefault(kind) as Dictionary<string, object?>)?.GetValueOrDefault(name);

    [Theory]
    [InlineData("{}", "{}", LogPersistence.Exclude, false)]
    [InlineData("{}", "{}", LogPersistence.Include, true)]
    [InlineData("""{"logPersistenceMode":{"default":"Exclude"} }""", "{}", LogPersistence.Include, false)]
    [InlineData("""{"logPersistenceMode":{"default":"Exclude"} }""", """{"logPersistenceMode":{"default":"Include","inputs":{"text":"Inherit"} } }""", LogPersistence.Exclude, true)]
    [InlineData("""{"logPersistenceMode":{"default":"Exclude"} }""", """{"logPersistenceMode":{"default":"Inherit","inputs":{"text":"Include"} } }""", LogPersistence.Exclude, true)]
    [InlineData("""{"logPersistenceMode":{"default":"Include"} }""", """{"logPersistenceMode":{"inputs":{"text":"Exclude"} } }""", LogPersistence.Exclude, false)]
    [InlineData("""{"logPersistenceMode":{"default":"Inherit"} }""", "{}", LogPersistence.Include, true)]
    public async Task The_older_form_is_understood(string ofWorkflow, string ofActivity, LogPersistence host, bool isKept) =>
        (Logged((await Run(ofWorkflow, ofActivity, host)).Details, "Inputs", "Text") is "hi").ShouldBe(isKept);

    [Theory]
    [InlineData("Include", null, null, true)]
    [InlineData("Exclude", "Include", null, true)]
    [InlineData("Include", "Exclude", null, false)]
    [InlineData("Exclude", "Inherit", null, false)]
    [InlineData("Exclude", "Exclude", "Include", true)]
    [InlineData("Exclude", "Include", "Inherit", true)]
    [InlineData("Include", null, "Configuration", false)]
    public async Task The_property_comes_before_the_activity_and_that_before_the_workflow(string ofWorkflow, string? ofActivity, string? ofProperty, bool isKept)
    {
        var activity = string.Join(",", new[] { ofActivity is null ? null : $"\"default\":{Strategy(ofActivity)}", ofProperty is null ? null : $$"""  "inputs":{"text":{{Strategy(ofProperty)}} } """ }.OfType<string>());

        var (details, _) = await Run($$"""{"logPersistenceConfig":{"default":{{Strategy(ofWorkflow)}} } }""", $$"""{"logPersistenceConfig":{ {{activity}} } }""");

        (Logged(details, "Inputs", "Text") is "hi").ShouldBe(isKept);
    }

    [Theory]
    [InlineData("'Include'", true)]
    [InlineData("getWorkflowDefinitionId() == 'main' ? 'Exclude' : 'Include'", false)]
    [InlineData("'Inherit'", true)]
    [InlineData("nothing.there", false)]
    public async Task An_expression_decides_when_the_step_ends(string script, bool isKept)
    {
        var (details, _) = await Run($$"""{"logPersistenceConfig":{"default":{{Strategy("Include")}} } }""", $$"""{"logPersistenceConfig":{"outputs":{"result":{{Chosen(script)}} } } }""");

        (Logged(details, "Outputs", "Result") is "hi").ShouldBe(isKept);
        Logged(details, "Inputs", "Text").ShouldBe("hi");
    }

    [Fact]
    public async Task What_is_secret_by_its_name_is_never_kept()
    {
        var (details, _) = await Run("{}", "{}", LogPersistence.Include, "hi",
            Write.Input("apiKey", "String", "Literal", "k-123"), Write.Input("data", "Object", "Object", """{"user":"ana","accessToken":"t-1","list":[{"Password":"p"}]}"""));

        Values.ToJson(details).ShouldNotContain("k-123");
        Values.ToJson(details["Inputs"]).ShouldBe("""{"Text":"hi","Data":{"user":"ana","accessToken":"•••","list":[{"Password":"•••"}]}}""");
    }

    [Fact]
    public async Task A_long_value_is_shortened()
    {
        var (details, _) = await Run("{}", "{}", LogPersistence.Include, new string('x', 9_000));

        ((string)Logged(details, "Inputs", "Text")!).Length.ShouldBe(2_001);
    }

    [Fact]
    public async Task A_burst_keeps_only_so_much()
    {
        var echo = Write.Activity("Test.Echo", "x", Write.Input("text", "String", "JavaScript", "'y'.repeat(1900)"));
        var bench = new Bench(Write.Definition($$"""{"id":"loop","type":"Elsa.For","end":{"typeName":"Int32","expression":{"type":"Literal","value":"999"} },"step":{"typeName":"Int32","expression":{"type":"Literal","value":"1"} },"body":{{echo}} }"""), new EngineOptions { LogPersistence = LogPersistence.Include });

        var burst = await bench.Start();

        burst.Events.Count(line => line.NodeId == "x" && line.What == "Completed").ShouldBe(1_000);
        burst.Events.Sum(line => line.Details is null ? 0 : Values.ToJson(line.Details).Length).ShouldBeLessThan(700_000);
    }

    [Fact]
    public async Task A_step_that_failed_shows_what_it_was_given()
    {
        var (details, bench) = await Run("{}", "{}", LogPersistence.Include, "broken");

        bench.Journal.ShouldContain("x Faulted");
        Logged(details, "Inputs", "Text").ShouldBe("broken");
        details["Message"].ShouldBe("It is broken.");
    }

    [Fact]
    public async Task An_unknown_word_is_found_and_changes_nothing()
    {
        var (details, bench) = await Run("""{"logPersistenceMode":{"default":"Always"} }""", "{}", LogPersistence.Include);

        bench.Findings.ShouldContain(finding => finding.Code == "unknown-log-persistence");
        Logged(details, "Inputs", "Text").ShouldBe("hi");
    }

    [Fact]
    public async Task Where_nothing_is_kept_the_journal_is_as_it_was()
    {
        var (details, _) = await Run("{}", "{}");

        details.ShouldBeEmpty();
    }
}
