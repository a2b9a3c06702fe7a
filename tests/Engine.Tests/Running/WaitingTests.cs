using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

public sealed class WaitingTests
{
    [Activity("Test.AnswerOrDeadline", Category = "Test", Outcomes = ["Answered", "Late"])]
    public sealed class AnswerOrDeadline : Activity
    {
        [Input("What is asked.")] public string? Question { get; set; }

        public override Task<ActivityResult> Execute(ActivityContext context) => Wait(
            new BookmarkRequest("Test.Answer", Question ?? ""), new BookmarkRequest("Test.Deadline", "") { DueAt = context.Now.AddHours(1) });

        public override Task<ActivityResult> Resume(ActivityContext context, object? news)
        {
            context.WriteLine($"{Question}: {context.ResumedKind} {news}");
            return Done(context.ResumedKind == "Test.Answer" ? "Answered" : "Late");
        }

        public override Task Cancelled(ActivityContext context)
        {
            context.WriteLine($"{Question} withdrawn");
            return Task.CompletedTask;
        }
    }

    static string Ask(string id) => Write.Activity("Test.AnswerOrDeadline", id, Write.Input("question", "String", "JavaScript", $"'{id}' + (getVariable('n') ?? '')"));

    [Fact]
    public async Task The_first_of_several_waits_removes_the_others_and_says_which_it_was()
    {
        var bench = new Bench(Write.Sequence(Ask("Q")));
        await bench.Start();
        bench.Instance.Bookmarks.Count.ShouldBe(2);

        bench.Reopen();
        await bench.Resume("Test.Deadline");

        bench.Console.ShouldBe(["Q: Test.Deadline "]);
        bench.Instance.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Inputs_are_after_a_wait_what_they_were_before_it()
    {
        var bench = new Bench(Write.Definition($$"""{"id":"root","type":"Elsa.Sequence","activities":[{{Ask("Q")}}]}""", Write.Variable("n", "Int32", 1)));
        await bench.Start();
        bench.Instance.SetVariable("n", 2L);

        bench.Reopen();
        await bench.Resume("Test.Answer", "Q1", "yes");

        bench.Console.ShouldBe(["Q1: Test.Answer yes"]);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public async Task A_step_that_is_overtaken_withdraws_and_the_flow_may_wait_again(FlowchartMode mode)
    {
        var bench = new Bench(Write.Flow("S>Q S>Go Q:Answered>J Go>J J>Again Again>E", Write.Activity("Elsa.Start", "S"), Ask("Q"), Write.Event("Go"), Write.Join("J", "WaitAny"), Write.Event("Again"), Write.Line("E")),
            new EngineOptions { FlowchartMode = mode });
        await bench.Start();

        bench.Reopen();
        await bench.Event("Go");
        bench.Instance.Bookmarks.Single().Key.ShouldBe("Again");
        bench.Reopen();
        await bench.Event("Again");

        bench.Console.ShouldBe(["Q withdrawn", "E"]);
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
        bench.Journal.Count(line => line == "J Started").ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_an_instance_tells_who_waits()
    {
        var bench = new Bench(Write.Sequence(Ask("Q")));
        await bench.Start();

        bench.Reopen();
        var burst = await bench.Cancel();

        bench.Console.ShouldBe(["Q withdrawn"]);
        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Cancelled);
        burst!.GoneBookmarks.Count.ShouldBe(2);
        (await bench.Cancel()).ShouldBeNull();
    }

    [Fact]
    public async Task A_trigger_that_started_the_instance_does_not_wait()
    {
        var start = Write.Activity("Elsa.Event", "Ordered", Write.Input("eventName", "String", "Literal", "Ordered"), """ "customProperties":{"canStartWorkflow":true} """, """ "result":{"typeName":"Object","memoryReference":{"id":"order-id"}} """);
        var bench = new Bench(Write.Definition(Write.FlowActivity("flow", "Ordered>L", start, Write.Script("L", "'order ' + getVariable('order').no")), Write.Variable("order", "Object")));
        bench.Triggers().Single().Request.Key.ShouldBe("Ordered");

        await bench.StartBy(new StartOrder(Guid.CreateVersion7(bench.Now)) { TriggerActivityId = "Ordered", News = new Dictionary<string, object?> { ["no"] = 7 } });

        bench.Console.ShouldBe(["order 7"]);
        bench.Journal.ShouldNotContain("Ordered Suspended");
    }

    [Fact]
    public async Task A_step_that_fails_after_its_wait_is_retried_with_what_the_wait_brought()
    {
        var bench = new Bench(Write.Sequence(Write.Activity("Test.FailsOnce", "x")));
        await bench.Start();
        await bench.Resume("Test.Once", "", "the news");
        bench.Instance.NeedsAttention.ShouldBeTrue();

        bench.Reopen();
        await bench.Retry();

        bench.Console.ShouldBe(["the news"]);
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Activity("Test.FailsOnce", Category = "Test")]
    public sealed class FailsOnce : Activity
    {

        public override Task<ActivityResult> Execute(ActivityContext context) => Wait(new BookmarkRequest("Test.Once", ""));

        public override Task<ActivityResult> Resume(ActivityContext context, object? news)
        {
            if (context.Recall("tried") is null)
            {
                context.Remember("tried", true);
                throw new InvalidOperationException("the first time");
            }
            context.WriteLine(Values.Text(news));
            return Done();
        }
    }

    [Fact]
    public async Task A_newer_format_of_a_saved_instance_is_refused_in_plain_words()
    {
        var bench = new Bench(Write.Sequence(Write.Event("E")));
        await bench.Start();
        var saved = System.Text.Encoding.UTF8.GetString(bench.Instance.Save()).Replace("\"v\":1", "\"v\":99", StringComparison.Ordinal);

        Should.Throw<InstanceFormatException>(() => Instance.Open(System.Text.Encoding.UTF8.GetBytes(saved))).Message.ShouldContain("format 99");
    }

    [Fact]
    public async Task Saving_what_was_opened_gives_the_same_bytes()
    {
        var bench = new Bench(Write.Definition(Write.FlowActivity("flow", "S>Q S>A A>J Q:Answered>J", Write.Activity("Elsa.Start", "S"), Ask("Q"), Write.Line("A"), Write.Join("J", "WaitAll")), Write.Variable("d", "Decimal", "12.50")));
        await bench.Start(("when", bench.Now), ("list", new object?[] { 1, 2.5, new Dictionary<string, object?> { ["$id"] = "x" } }));

        var saved = bench.Instance.Save();

        Instance.Open(saved).Save().ShouldBe(saved);
        Instance.Open(saved).Variables["d"].ShouldBe(12.50m);
        Values.AreEqual(Instance.Open(saved).Input["list"], bench.Instance.Input["list"]).ShouldBeTrue();
    }

    static string Cron(string type, object value) => Write.Activity("Elsa.Cron", "c", Write.Input("cronExpression", "String", type, value), """ "customProperties":{"canStartWorkflow":true} """);

    [Theory]
    [InlineData("JavaScript", "'every now and then'", true)]
    [InlineData("JavaScript", "getVariable('gone').minute", true)]
    [InlineData("JavaScript", "'0 ' + 3 + ' * * *'", false)]
    [InlineData("JavaScript", "''", false)]
    [InlineData("Literal", "0 3 * * *", false)]
    public void A_trigger_that_starts_nothing_when_it_is_worked_out_is_found(string type, string value, bool isFound)
    {
        var bench = new Bench(Write.Sequence(Cron(type, value)));

        bench.Findings.Any(finding => finding.Code == "trigger-starts-nothing" && finding.ActivityId == "c").ShouldBe(isFound);
    }

    [Theory]
    [InlineData("0 3 * * *", "2026-01-06T03:00:00Z")]
    [InlineData("*/10 * * * * *", "2026-01-05T09:00:10Z")]
    [InlineData("0 0 1 1 *", "2027-01-01T00:00:00Z")]
    [InlineData("0 9 * * MON", "2026-01-12T09:00:00Z")]
    [InlineData("0 0 L * *", "2026-01-31T00:00:00Z")]
    [InlineData("@daily", "2026-01-06T00:00:00Z")]
    public async Task A_cron_step_waits_until_the_next_time_in_UTC(string expression, string expected)
    {
        var bench = new Bench(Write.Sequence(Cron("Literal", expression)));
        var expectedAt = DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture);

        await bench.Start();

        bench.Instance.Bookmarks.Single().DueAt.ShouldBe(expectedAt);
        bench.Triggers().Single().Request.DueAt.ShouldBe(expectedAt);
    }

    [Fact]
    public async Task A_time_that_has_passed_is_not_waited_for_and_starts_nothing()
    {
        var bench = new Bench(Write.Sequence(Write.Activity("Elsa.StartAt", "s", Write.Input("dateTime", "DateTimeOffset", "Literal", "2026-01-05T09:00:00Z"), """ "customProperties":{"canStartWorkflow":true} """), Write.Line("after")));

        await bench.Start();

        bench.Console.ShouldBe(["after"]);
        bench.Triggers().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_timer_step_waits_for_one_interval_and_as_a_trigger_first_fires_after_one()
    {
        var bench = new Bench(Write.Sequence(Write.Activity("Elsa.Timer", "t", Write.Input("interval", "TimeSpan", "Literal", "00:05:00"), """ "customProperties":{"canStartWorkflow":true} """), Write.Line("after")));
        await bench.Start();

        bench.Instance.Bookmarks.Single().DueAt.ShouldBe(bench.Now.AddMinutes(5));
        bench.Triggers().Single().Request.DueAt.ShouldBe(bench.Now.AddMinutes(5));
        await bench.Resume("Elsa.Timer");

        bench.Console.ShouldBe(["after"]);
    }
}
