using BackOfficeFlow.Testing;

namespace BackOfficeFlow.Chaos;

/// <summary>The disk beneath a database, filled by the database's script where that could mount one.</summary>
static class SmallDisk
{
    public static async Task Fill(ServerScript script, TimeSpan time, CancellationToken cancel)
    {
        if (await script.Tell("fill") is not "filled" and var why)
            throw new FaultImpossibleException(why);
        try
        {
            await Pause.For(time, cancel);
        }
        finally
        {
            Expect(await script.Tell("free"));
        }
    }

    /// <summary>What a script answers that could not bring its database back.</summary>
    public static void Expect(string answer)
    {
        if (answer.StartsWith("no ", StringComparison.Ordinal))
            throw new InvalidOperationException($"The database did not come back: {answer}");
    }
}
