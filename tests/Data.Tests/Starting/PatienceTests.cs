using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace BackOfficeFlow.Data.Tests;

/// <summary>A database that goes away for a moment while a program starts.</summary>
public sealed class PatienceTests
{
    readonly FakeTimeProvider clock = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task A_database_that_comes_back_is_asked_again()
    {
        var asked = 0;

        var answer = await Ask(() => ++asked < 3 ? throw Away : Task.FromResult("token"));

        (answer, asked).ShouldBe(("token", 3));
    }

    [Fact]
    public async Task So_is_one_whose_failure_was_wrapped_on_its_way()
    {
        var asked = 0;

        await Ask(() => ++asked < 2 ? throw new InvalidOperationException("likely transient", new DbUpdateException("saving", Away)) : Task.FromResult("token"));

        asked.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_stays_away_is_told_in_the_end() =>
        (await Should.ThrowAsync<NpgsqlException>(() => Ask(() => throw Away))).Message.ShouldBe("away");

    [Fact]
    public async Task What_asking_again_would_not_change_is_told_at_once()
    {
        var asked = 0;

        await Should.ThrowAsync<PostgresException>(() => Ask(() => { asked++; throw new PostgresException("password", "FATAL", "FATAL", "28P01"); }));
        await Should.ThrowAsync<InvalidOperationException>(() => Ask(() => { asked++; throw new InvalidOperationException("Nobody foresaw it."); }));

        asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_node_that_is_told_to_stop_asks_no_more()
    {
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Patience.AskUntilAnswered<string>(() => throw Away, _ => true, TimeSpan.MaxValue, NullLogger.Instance, clock, stopping.Token));
    }

    static NpgsqlException Away => new("away", new IOException("Broken pipe"));

    // Nothing waits for real: the clock moves on until the work has ended.
    async Task<string> Ask(Func<Task<string>> ask)
    {
        var work = Patience.AskUntilAnswered(ask, said => said.IsTransient, TimeSpan.FromMinutes(1), NullLogger.Instance, clock, TestContext.Current.CancellationToken);
        while (!work.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        return await work;
    }
}
