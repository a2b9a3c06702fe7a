namespace BackOfficeFlow.Chaos;

/// <summary>What happens to one node, again and again: each has its own turn of luck.</summary>
sealed class NodeFaults(ChaosNode node, IReadOnlyList<Fault> wanted, Tally tally, Ledger ledger, Random random)
{
    /// <summary>Longer than the three seconds after which the others take over.</summary>
    static readonly (int Least, int Most) FreezeSeconds = (5, 12);

    public async Task Run(CancellationToken stop)
    {
        var mine = wanted.Where(fault => fault is Fault.Kill or Fault.Freeze or Fault.Clock).ToList();
        if (mine.Count == 0)
            return;
        try
        {
            while (true)
            {
                await Pause.For(NextLife(), stop);
                await Do(Choose(mine), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run is over; whoever waits for quiet starts what is down.
        }
    }

    /// <summary>A third die young; the others have time to work.</summary>
    TimeSpan NextLife() => TimeSpan.FromMilliseconds(random.Next(3) == 0 ? random.Next(200, 3000) : random.Next(4000, 15_000));

    // Most are kills: they are quick, and what they interrupt is different each time.
    Fault Choose(List<Fault> mine) => mine.Contains(Fault.Kill) && random.Next(10) < 7 ? Fault.Kill : mine[random.Next(mine.Count)];

    async Task Do(Fault fault, CancellationToken stop)
    {
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
        if (random.Next(8) == 0)
        {
            await node.StartAndKill(TimeSpan.FromMilliseconds(random.Next(300, 4000)), stop);
            tally.Count(Fault.Kill);
        }
        await node.Start(stop);
    }
}
