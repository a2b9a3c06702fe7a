namespace BackOfficeFlow.Chaos.Tests;

/// <summary>The suite itself in its short form: real processes, real databases, each fault a few times. As long as it takes: the end is a number of faults.</summary>
public sealed class ShortRunTests
{
    [Fact]
    public async Task The_books_balance_on_PostgreSQL_with_two_nodes()
    {
        PostgresServer.Require();
        MailServer.Require();

        await Balances("--database", "postgres", "--nodes", "2", "--kills", "3", "--faults", "kill,freeze,cut,restart", "--customers", "8");
    }

    [Fact]
    public async Task The_books_balance_on_SQLite_with_one_node()
    {
        MailServer.Require();

        await Balances("--database", "sqlite", "--kills", "2", "--faults", "kill", "--customers", "4");
    }

    static async Task Balances(params string[] arguments)
    {
        var output = TestContext.Current.TestOutputHelper!;
        var stop = TestContext.Current.CancellationToken;

        var result = await new ChaosRun(ChaosOptions.Read(arguments), output.WriteLine).Run(stop, stop);

        result.Findings.ShouldBeEmpty();
        result.CompleteOrders.ShouldBe(result.Orders);
        result.Faults["kill"].ShouldBeGreaterThanOrEqualTo(2);
    }
}
