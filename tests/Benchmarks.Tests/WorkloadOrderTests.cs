namespace BackOfficeFlow.Benchmarks.Tests;

public sealed class WorkloadOrderTests
{
    [Fact]
    public void A_workload_alone_runs_on_sqlite_with_its_usual_count()
    {
        var order = WorkloadOrder.Read(["durable-step"]);

        order.ShouldBe(new WorkloadOrder("durable-step", "sqlite", 16, 4_000, 1));
    }

    [Fact]
    public void Every_option_says_what_it_is_for()
    {
        var order = WorkloadOrder.Read(["timers", "--database", "postgres", "--concurrency", "8", "--count", "1000000", "--nodes", "2"]);

        order.ShouldBe(new WorkloadOrder("timers", "postgres", 8, 1_000_000, 2));
    }

    [Theory]
    [InlineData("No such workload", "fast")]
    [InlineData("No such database", "timers", "--database", "oracle")]
    [InlineData("No such option", "timers", "--speed", "5")]
    [InlineData("A value is missing", "timers", "--count")]
    [InlineData("No number", "timers", "--count", "many")]
    [InlineData("Nothing to do", "timers", "--count", "0")]
    [InlineData("Two nodes on one file", "timers", "--nodes", "2")]
    [InlineData("Copies on one file", "resume-latency")]
    [InlineData("Nodes of a step", "durable-step", "--database", "postgres", "--nodes", "2")]
    public void What_cannot_be_measured_is_refused(string because, params string[] arguments)
    {
        var refused = Should.Throw<ArgumentException>(() => WorkloadOrder.Read(arguments), because);

        refused.Message.ShouldNotBeEmpty();
    }
}
