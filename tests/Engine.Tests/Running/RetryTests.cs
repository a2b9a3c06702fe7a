using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

public sealed class RetryTests
{
    /// <summary>Fails as often as it is told, and asks for something outside each time.</summary>
    [Activity("Test.FailsOften", Category = "Test")]
    public sealed class FailsOften : Activity
    {
        [Input("How often.")] public int Times { get; set; }
        [Input("The fault is an answer, not an exception.")] public bool SaysIt { get; set; }

        public override Task<ActivityResult> Execute(ActivityContext context)
        {
            context.After(new Effect("call", context.ExecutionId, new Dictionary<string, object?>()));
            var tries = (long)(context.Recall("tries") ?? 0L) + 1;
            context.Remember("tries", tries);
            if (tries <= Times)
                return SaysIt ? Fault($"try {tries}", "said") : throw new InvalidOperationException($"try {tries}");
            context.WriteLine($"done after {tries}");
            return Done();
        }
    }

    [Activity("Test.FailsAfterItsWait", Category = "Test")]
    public sealed class FailsAfterItsWait : Activity
    {
        public override Task<ActivityResult> Execute(ActivityContext context) => Wait(new BookmarkRequest("Test.News", ""));

        public override Task<ActivityResult> Resume(ActivityContext context, object? news)
        {
            var tries = (long)(context.Recall("tries") ?? 0L) + 1;
            context.Remember("tries", tries);
            if (tries == 1)
                throw new InvalidOperationException("not yet");
            context.WriteLine($"{context.ResumedKind} {news}");
            return Done();
        }

        public override Task Cancelled(ActivityContext context)
        {
            context.WriteLine("withdrawn");
            return Task.CompletedTask;
        }
    }

    static readonly EngineOptions Host = new()
    {
        RetryStrategies = [new RetryStrategy { Id = "patient", MaxRetryAttempts = 2, Delay = TimeSpan.FromMinutes(1) }, new RetryStrategy { Id = "quick", MaxRetryAttempts = 2, Delay = TimeSpan.Zero }]
    };

    static string Failing(int times, string strategy, params string[] more) =>
        Write.Activity("Test.FailsOften", "x", [Write.Input("times", "Int32", "Literal", times), $$""" "customProperties":{"resilienceStrategy":{{strategy}}} """, .. more]);

    static string Named(string id) => $$"""{"mode":"Identifier","strategyId":"{{id}}"}""";

    static async Task<Bench> Start(string definition, EngineOptions? options = null)
    {
        var bench = new Bench(definition, options ?? Host);
        await bench.Start();
        return bench;
    }

    static async Task Later(Bench bench)
    {
        bench.Now = bench.Instance.Bookmarks.Single(bookmark => bookmark.Kind == RetryWait.Kind).DueAt!.Value;
        bench.Reopen();
        await bench.Resume(RetryWait.Kind);
    }

    [Fact]
    public async Task A_step_that_fails_is_tried_again_after_each_pause_and_the_journal_says_every_try()
    {
        var bench = await Start(Write.Sequence(Failing(2, Named("patient")), Write.Line("after")));
        var begun = bench.Now;

        (bench.Instance.SubStatus, bench.Instance.NeedsAttention, bench.Effects.Count).ShouldBe((InstanceSubStatus.Suspended, false, 0));
        await Later(bench);
        (bench.Now - begun).ShouldBe(TimeSpan.FromMinutes(1));
        await Later(bench);
        (bench.Now - begun).ShouldBe(TimeSpan.FromMinutes(3));

        bench.Console.ShouldBe(["done after 3", "after"]);
        bench.Effects.Count.ShouldBe(1);
        bench.Instance.Incidents.ShouldBeEmpty();
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
        bench.Journal.Where(line => line.StartsWith("x ", StringComparison.Ordinal)).ShouldBe(["x Started", "x Attempt failed", "x Started", "x Attempt failed", "x Started", "x Completed"]);
    }

    [Theory]
    [InlineData(IncidentStrategy.Continue)]
    [InlineData(IncidentStrategy.Fault)]
    public async Task After_the_last_try_the_incident_strategy_decides_and_a_retry_by_hand_begins_the_tries_anew(IncidentStrategy strategy)
    {
        var bench = await Start(Write.Sequence(Failing(4, Named("quick"))), Host with { IncidentStrategy = strategy });

        bench.Instance.Incidents.Single().Message.ShouldBe("try 3");
        bench.Instance.SubStatus.ShouldBe(strategy == IncidentStrategy.Fault ? InstanceSubStatus.Faulted : InstanceSubStatus.Suspended);
        bench.Reopen();
        await bench.Retry();

        bench.Console.ShouldBe(["done after 5"]);
        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Finished);
    }

    [Fact]
    public async Task Without_a_pause_all_tries_are_made_in_one_burst()
    {
        var bench = await Start(Write.Sequence(Failing(2, Named("quick"), Write.Input("saysIt", "Boolean", "Literal", true))));

        bench.Console.ShouldBe(["done after 3"]);
        bench.Effects.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"maxRetryAttempts":1,"delay":"00:00:00"}""")]
    [InlineData("""{"mode":"Expression","expression":{"type":"Literal","value":"quick"}}""")]
    [InlineData("""{"mode":"Expression","expression":{"type":"JavaScript","value":"getVariable('which')"}}""")]
    [InlineData("""{"mode":"Expression","expression":{"type":"Object","value":"{\"$type\":\"HttpResilienceStrategy\",\"maxRetryAttempts\":1,\"delay\":\"00:00:00\"}"}}""")]
    [InlineData("""{"mode":"Expression","expression":{"type":"JavaScript","value":"({maxRetryAttempts: 1, delay: '00:00:00', backoffType: 'Linear'})"}}""")]
    [InlineData(" \"quick\" ")]
    public async Task A_strategy_may_be_written_down_or_chosen_when_the_step_has_failed(string strategy)
    {
        var bench = await Start(Write.Definition($$"""{"id":"root","type":"Elsa.Sequence","activities":[{{Failing(1, strategy)}}]}""", Write.Variable("which", "String", "quick")));

        bench.Console.ShouldBe(["done after 2"]);
    }

    [Fact]
    public async Task A_strategy_that_the_host_does_not_have_is_found_and_means_none()
    {
        var bench = await Start(Write.Sequence(Failing(1, Named("ghost"))));

        bench.Findings.Single(finding => finding.Code == "unknown-retry-strategy").Severity.ShouldBe(Severity.Warning);
        bench.Instance.Incidents.Single().Message.ShouldBe("try 1");
    }

    [Fact]
    public void A_strategy_that_makes_no_sense_is_an_error_that_says_what_does()
    {
        var read = DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes(Write.Sequence(Failing(1, """{"maxRetryAttempts":-1}"""))));

        var findings = new Compiler(ActivityRegistry.With(typeof(RetryTests).Assembly), Host).Compile(read.Definition!).Findings;

        var finding = findings.Single(finding => finding.Code == "retry-strategy-does-not-fit");
        (finding.Severity, finding.ActivityId).ShouldBe((Severity.Error, "x"));
    }

    [Fact]
    public async Task A_step_that_fails_after_its_wait_is_tried_again_with_what_the_wait_brought()
    {
        var bench = await Start(Write.Sequence(Write.Activity("Test.FailsAfterItsWait", "x", $$""" "customProperties":{"resilienceStrategy":{{Named("patient")}}} """)));
        await bench.Resume("Test.News", "", "the news");

        await Later(bench);

        bench.Console.ShouldBe(["Test.News the news"]);
    }

    [Fact]
    public async Task A_step_between_two_tries_is_cancelled_without_being_told_to_withdraw()
    {
        var bench = await Start(Write.Sequence(Write.Activity("Test.FailsAfterItsWait", "x", $$""" "customProperties":{"resilienceStrategy":{{Named("patient")}}} """)));
        await bench.Resume("Test.News", "", "the news");
        bench.Reopen();

        var burst = await bench.Cancel();

        bench.Console.ShouldBeEmpty();
        bench.Instance.Bookmarks.ShouldBeEmpty();
        burst!.GoneBookmarks.Single().Kind.ShouldBe(RetryWait.Kind);
    }

    [Fact]
    public async Task A_step_between_two_tries_that_is_overtaken_is_cancelled_as_one_that_has_begun()
    {
        var bench = await Start(Write.Flow("S>x S>Go x>J Go>J J>E", Write.Activity("Elsa.Start", "S"), Failing(9, Named("patient")), Write.Event("Go"), Write.Join("J", "WaitAny"), Write.Line("E")));
        bench.Reopen();

        await bench.Event("Go");

        bench.Console.ShouldBe(["E"]);
        bench.Journal.ShouldContain("x Canceled");
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public async Task A_person_may_have_the_next_try_made_now()
    {
        var bench = await Start(Write.Sequence(Failing(1, Named("patient"))));
        bench.Reopen();

        (await bench.Alter("""[{"type":"ScheduleActivity","activityId":"x"}]""")).Problem.ShouldBeNull();

        bench.Console.ShouldBe(["done after 2"]);
        bench.Instance.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_container_that_is_tried_again_hears_of_the_child_over_which_it_failed()
    {
        var loop = Write.Activity("Elsa.While", "loop", Write.Input("condition", "Boolean", "JavaScript", "getVariable('n') == 0 || getVariable('n') == 1 && nothing"),
            $$""" "body":{{Write.Set("next", "n", "getVariable('n') + 1")}} """, $$""" "customProperties":{"resilienceStrategy":{{Named("patient")}}} """);
        var bench = await Start(Write.Definition(loop, Write.Variable("n", "Int32", 0)));
        bench.Instance.SetVariable("n", 2L).ShouldBeTrue();

        await Later(bench);

        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
        bench.Journal.Count(line => line == "next Completed").ShouldBe(1);
    }

    [Theory]
    [InlineData(BackoffType.Constant, new[] { 10, 10, 10, 10 })]
    [InlineData(BackoffType.Linear, new[] { 10, 20, 30, 40 })]
    [InlineData(BackoffType.Exponential, new[] { 10, 20, 40, 60 })]
    public void Pauses_grow_as_the_strategy_says_and_no_longer_than_the_longest(BackoffType type, int[] seconds)
    {
        var strategy = new RetryStrategy { Delay = TimeSpan.FromSeconds(10), BackoffType = type, MaxDelay = TimeSpan.FromSeconds(60) };

        Enumerable.Range(1, 4).Select(retry => (int)strategy.PauseBefore(retry, "seed").TotalSeconds).ShouldBe(seconds);
        strategy.PauseBefore(1_000, "seed").ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Jitter_moves_a_pause_by_a_quarter_at_most_and_alike_for_the_same_try()
    {
        var strategy = new RetryStrategy { Delay = TimeSpan.FromSeconds(100), BackoffType = BackoffType.Constant, UseJitter = true };

        var pauses = Enumerable.Range(1, 200).Select(retry => strategy.PauseBefore(retry, "seed").TotalSeconds).ToList();

        pauses.ShouldAllBe(pause => pause >= 75 && pause <= 125);
        (pauses.Max() - pauses.Min()).ShouldBeGreaterThan(30);
        strategy.PauseBefore(7, "seed").TotalSeconds.ShouldBe(pauses[6]);
        strategy.PauseBefore(7, "other").TotalSeconds.ShouldNotBe(pauses[6]);
    }

    [Fact]
    public async Task Only_an_instance_between_two_tries_needs_the_newest_format()
    {
        var bench = await Start(Write.Sequence(Failing(1, Named("patient")), Write.Event("E")));
        System.Text.Encoding.UTF8.GetString(bench.Instance.Save()).ShouldStartWith("""{"v":3""");

        await Later(bench);

        System.Text.Encoding.UTF8.GetString(bench.Instance.Save()).ShouldStartWith("""{"v":1""");
    }
}
