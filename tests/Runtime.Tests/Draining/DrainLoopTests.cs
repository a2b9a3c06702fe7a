using BackOfficeFlow.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BackOfficeFlow.Runtime.Tests;

public sealed class DrainLoopTests
{
    readonly ChangeSignal signal = new(new NoChangeRelay(), NullLogger<ChangeSignal>.Instance);
    readonly FakeTimeProvider clock = new(TestHouse.Start);
    readonly List<string> asked = [];

    [Fact]
    public void With_nothing_due_it_only_asks()
    {
        Run(next: [null, null, TestHouse.Start.AddHours(1)], round: []);

        asked.ShouldBe(["next", "next", "next"]);
    }

    [Fact]
    public void What_is_due_is_taken_until_nothing_is_left_without_asking_in_between()
    {
        Run(next: [TestHouse.Start, null], round: [200, 200, 17, 0]);

        asked.ShouldBe(["next", "round", "round", "round", "round", "next"]);
    }

    [Fact]
    public void What_another_node_holds_is_asked_for_again()
    {
        Run(next: [TestHouse.Start.AddMinutes(-1), TestHouse.Start.AddMinutes(-1), null], round: [0, 1, 0]);

        asked.ShouldBe(["next", "round", "next", "round", "round", "next"]);
    }

    /// <summary>Every answer but the last comes with a change, so that nobody sleeps; then the node stops.</summary>
    void Run(DateTimeOffset?[] next, int[] round)
    {
        using var stop = new CancellationTokenSource();
        var answers = new Queue<DateTimeOffset?>(next);
        var taken = new Queue<int>(round);
        DrainLoop.Run("things", Round, Next, signal, clock, NullLogger.Instance, stop.Token);

        Task<int> Round(CancellationToken cancel)
        {
            asked.Add("round");
            return Task.FromResult(taken.Dequeue());
        }

        Task<DateTimeOffset?> Next(CancellationToken cancel)
        {
            asked.Add("next");
            var answer = answers.Dequeue();
            if (answers.Count == 0)
                stop.Cancel();
            else
                signal.Hear(new Change("", "things", "more"));
            return Task.FromResult(answer);
        }
    }
}
