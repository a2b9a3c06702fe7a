namespace BackOfficeFlow.Chaos;

/// <summary>What happens to one node, again and again: each has its own turn of luck.</summary>
sealed class NodeFaults(ChaosNode node, NodeGroup nodes, IReadOnlyList<Fault> wanted, Tally tally, Ledger ledger, Random random)
{
    /// <summary>Longer than the three seconds after which the others take over.</summary>
    static readonly (int Least, int Most) FreezeSeconds = (5, 12);

    /// <summary>A node that nobody lets work is harmed all the same.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public async Task Run(CancellationToken stop)
    {
        var mine = wanted.Where(fault => fault is Fault.Kill or Fault.Freeze or Fault.Clock).ToList();
        if (mine.Count == 0)
            return;
        try
        {
            while (true)
            {
                await Live(stop);
                using (await nodes.MayFall(stop))
                    await Do(Choose(mine), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run is over; whoever waits for quiet starts what is down.
        }
    }

    /// <summary>Until it has done some work, however slow the machine is; a few die young.</summary>
    async Task Live(CancellationToken stop)
    {
        var enough = node.Done + (random.Next(6) == 0 ? 0 : random.Next(1, 12));
        var since = TimeProvider.System.GetTimestamp();
        while (node.Done < enough && TimeProvider.System.GetElapsedTime(since) < Longest)
            await Pause.For(TimeSpan.FromMilliseconds(50), stop);
        await Pause.For(TimeSpan.FromMilliseconds(random.Next(0, 1500)), stop);
    }

    // Most are kills: they are quick, and what they interrupt is different each time. What has not happened yet is not left to luck for long.
    Fault Choose(List<Fault> mine) =>
        random.Next(2) == 0 && mine.Find(fault => tally.Of(fault) == 0) is var untried && tally.Of(untried) == 0 ? untried
        : mine.Contains(Fault.Kill) && random.Next(20) < 18 ? Fault.Kill
        : mine[random.Next(mine.Count)];

    async Task Do(Fault fault, CancellationToken stop)
    {
        if (node.EndedBySelf is { } exitCode)
        {
            ledger.Note($"node {node.Number} had ended by itself");
            tally.Blame(new Finding("node-ended", $"node {node.Number}", $"ended by itself with exit code {exitCode}; its output is kept"));
            await node.Kill();
            await node.Start(stop);
            return;
        }

        ledger.Note($"{Tally.Word(fault)} node {node.Number}");
        switch (fault)
        {
            case Fault.Kill:
                await Kill(stop);
                break;
            case Fault.Freeze:
                await node.Freeze(TimeSpan.FromSeconds(random.Next(FreezeSeconds.Least, FreezeSeconds.Most)), stop);
                tally.Count(Fault.Freeze);
                break;
            case Fault.Clock:
                node.Step(TimeSpan.FromMilliseconds(random.Next(-20_000, 20_000)));
                tally.Count(Fault.Clock);
                await Pause.For(TimeSpan.FromSeconds(random.Next(1, 6)), stop);
                node.Step(TimeSpan.Zero);
                break;
        }
    }

    async Task Kill(CancellationToken stop)
    {
        await node.Kill();
        tally.Count(Fault.Kill);
        // Some never come to work: what a start does is interrupted too.
        while (random.Next(3) == 0)
        {
            await node.StartAndKill(TimeSpan.FromMilliseconds(random.Next(300, 4000)), stop);
            tally.Count(Fault.Kill);
            tally.CountYoung();
        }
        await node.Start(stop);
    }
}
