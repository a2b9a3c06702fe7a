using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>A database that goes away between listening and the first greeting.</summary>
public sealed class AskUntilAnsweredTests
{
    [Fact]
    public async Task A_database_that_comes_back_is_asked_again()
    {
        var asked = 0;

        var answer = await Starting.AskUntilAnswered(
            () => ++asked < 3 ? throw new NpgsqlException("Exception while writing to stream", new IOException("Broken pipe")) : Task.FromResult("token"),
            NullLogger.Instance, TestContext.Current.CancellationToken, TimeSpan.Zero);

        (answer, asked).ShouldBe(("token", 3));
    }

    [Fact]
    public async Task Whatever_else_goes_wrong_is_told() =>
        await Should.ThrowAsync<InvalidOperationException>(() => Starting.AskUntilAnswered<string>(
            () => throw new InvalidOperationException("Nobody foresaw it."), NullLogger.Instance, TestContext.Current.CancellationToken, TimeSpan.Zero));

    [Fact]
    public async Task A_node_that_is_told_to_stop_asks_no_more()
    {
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Starting.AskUntilAnswered<string>(
            () => throw new NpgsqlException("away"), NullLogger.Instance, stopping.Token, TimeSpan.FromHours(1)));
    }
}
