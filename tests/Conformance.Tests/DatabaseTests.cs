using BackOfficeFlow.Testing;

namespace BackOfficeFlow.Conformance.Tests;

/// <summary>The same cases through the runtime: requests, transactions, timers and outbox on a real database.</summary>
public abstract class DatabaseContract(string database)
{
    [Theory]
    [InlineData("counter")]
    [InlineData("token")]
    public async Task A_recorded_run_of_Elsa_comes_out_the_same_through_the_runtime_or_differs_as_a_rule_says(string mode)
    {
        Assert.SkipWhen(CaseFolder.Recorded is null, RecordedCases.Missing);
        await using var houses = new Houses(database);
        var runs = new Runs(houses.Open, [mode]);
        var results = new List<CaseResult>();

        foreach (var folder in RecordedCases.Folders)
            results.AddRange(await runs.Run(folder));

        TestContext.Current.TestOutputHelper!.WriteLine(Report.Sums(results));
        results.Where(result => result.Failed).Select(Report.Line).ShouldBeEmpty();
        results.Count(result => result.Passed).ShouldBeGreaterThan(results.Count * 4 / 5);
    }
}

public sealed class SqliteTests() : DatabaseContract("sqlite");

public sealed class PostgreSqlTests() : DatabaseContract("postgres"), IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await using var database = await PostgresServer.NewDatabase();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
