namespace BackOfficeFlow.Chaos;

/// <summary>What happens to the database, again and again.</summary>
sealed class DatabaseFaults(IChaosDatabase database, IReadOnlyList<Fault> wanted, Tally tally, Ledger ledger, Random random)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public async Task Run(CancellationToken stop)
    {
        foreach (var fault in wanted)
            if (database.WhyNot(fault) is { } why)
                tally.NotDone[fault] = why;
        try
        {
            // Each of them soon, then by luck.
            for (var round = 0; Possible() is { Count: > 0 } mine; round++)
            {
                await (round < mine.Count || !wanted.Contains(Fault.Kill) ? Live(stop) : Die(stop));
                await Do(round < mine.Count ? mine[round] : mine[random.Next(mine.Count)], stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    /// <summary>Until some commands were accepted, however slow the machine is.</summary>
    async Task Live(CancellationToken stop)
    {
        var enough = ledger.Accepted + random.Next(5, 40);
        var since = TimeProvider.System.GetTimestamp();
        while (ledger.Accepted < enough && TimeProvider.System.GetElapsedTime(since) < Longest)
            await Pause.For(TimeSpan.FromMilliseconds(50), stop);
    }

    /// <summary>Until some nodes were killed: what stops all of them at once is to be rare beside what stops one.</summary>
    async Task Die(CancellationToken stop)
    {
        var enough = tally.Of(Fault.Kill) + random.Next(10, 30);
        while (tally.Of(Fault.Kill) < enough)
            await Pause.For(TimeSpan.FromMilliseconds(50), stop);
    }

    List<Fault> Possible() => [.. wanted.Where(fault => fault is Fault.Restart or Fault.Cut or Fault.Disk && !tally.NotDone.ContainsKey(fault))];

    async Task Do(Fault fault, CancellationToken stop)
    {
        ledger.Note($"{Tally.Word(fault)} database");
        try
        {
            await (fault switch
            {
                Fault.Restart => database.Restart(stop),
                Fault.Cut => database.Cut(stop),
                _ => database.FillDisk(TimeSpan.FromSeconds(random.Next(2, 6)), stop)
            });
            tally.Count(fault);
        }
        catch (FaultImpossibleException why)
        {
            tally.NotDone[fault] = why.Message;
        }
    }
}
