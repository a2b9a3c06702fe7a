using BackOfficeFlow.Testing;

namespace BackOfficeFlow.Chaos;

/// <summary>One run from the empty database to the auditor's word: load and faults side by side, then quiet, then the recount.</summary>
sealed class ChaosRun(ChaosOptions options, Action<string> say)
{
    static readonly TimeSpan Report = TimeSpan.FromMinutes(1);

    readonly string folder = Directory.CreateTempSubdirectory("bof-chaos-").FullName;
    readonly Tally tally = new();

    /// <param name="stop">No more faults: wait for quiet and recount. Once more, by <paramref name="abandon"/>: recount what there is.</param>
    /// <param name="abandon">Do not wait for quiet.</param>
    public async Task<ChaosResult> Run(CancellationToken stop, CancellationToken abandon)
    {
        say($"ledger, output and logs of the nodes: {folder}");
        await using IChaosDatabase database = options.Database == "sqlite" ? await SqliteFile.Start() : await PostgresCluster.Start();
        await using var mail = await MailServer.Start();
        await using var receiver = await Receiver.Open(new Random(options.Seed));
        using var ledger = new Ledger(File.CreateText(Path.Combine(folder, "ledger.jsonl")), TimeProvider.System);

        var settings = ChaosSettings.For(database.Provider, database.ConnectionString, mail);
        var key = await Prepare(database, settings, receiver);
        if (options.Plant is { } plant)
            settings["TestHooks:Plant"] = plant;
        await using var nodes = new NodeGroup([.. Enumerable.Range(1, options.Nodes).Select(number => new ChaosNode(number, settings, folder, ProgramOf(number)))]);
        await nodes.Start(stop);
        await Disturb(database, nodes, key, ledger, stop, abandon);
        return await Recount(database, receiver, mail, ledger, abandon);
    }

    string ProgramOf(int node) => options.Beside is { } other && node % 2 == 1 ? other : WebProcess.Program;

    async Task<string> Prepare(IChaosDatabase database, Dictionary<string, string> settings, Receiver receiver)
    {
        // The other release is there first, and is running when this one changes the tables.
        await using var other = options.Beside is { } program ? await WebProcess.Listens(WebProcess.LaunchApart(settings, program)) : null;
        await using (await WebProcess.Start(settings))
        {
            // It has made the tables.
        }

        await using var house = await TestHouse.On(database.Provider, database.ConnectionString, database: null);
        house.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        var key = await Definitions.Found(house);
        await Definitions.Publish(house, receiver.Address);
        return key;
    }

    async Task Disturb(IChaosDatabase database, NodeGroup nodes, string key, Ledger ledger, CancellationToken stop, CancellationToken abandon)
    {
        using var line = new HttpCommandLine(nodes, key, new Random(options.Seed + 7));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var cutShort = CancellationTokenSource.CreateLinkedTokenSource(abandon);
        if (options.Time is { } time)
            enough.CancelAfter(time);
        var load = new Driver(line, ledger, options.Seed).Run(options.Customers, enough.Token, cutShort.Token);
        var faults = nodes.All
            .Select(node => new NodeFaults(node, nodes, options.Faults, tally, ledger, new Random(options.Seed * 100 + node.Number)).Run(enough.Token))
            .Append(new DatabaseFaults(database, options.Faults, tally, ledger, new Random(options.Seed * 100)).Run(enough.Token))
            .Append(Watch(ledger, enough));
        await Task.WhenAll(faults.Select(fault => Finish(fault, enough)));

        say("no more faults: waiting until all is done");
        ledger.Note("no more faults");
        await Raise(nodes, abandon);
        await new Quiet(database).Comes(() => $"{ledger.Complete}", () => load.IsCompleted, abandon);
        await cutShort.CancelAsync();
        await load;
    }

    /// <summary>A fault that cannot be caused ends the run, and not the recount: hours of load are not to be lost by it.</summary>
    async Task Finish(Task fault, CancellationTokenSource enough)
    {
        try
        {
            await fault;
        }
        catch (Exception problem)
        {
            say($"the faults end early: {problem}");
            tally.Blame(new Finding("faults-ended-early", "the suite", problem.Message));
            await enough.CancelAsync();
        }
    }

    static async Task Raise(NodeGroup nodes, CancellationToken abandon)
    {
        try
        {
            await nodes.Start(abandon);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            // The books are read as they are.
        }
    }

    async Task Watch(Ledger ledger, CancellationTokenSource enough)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                await Pause.For(TimeSpan.FromMilliseconds(250), enough.Token);
                if (i % (Report / TimeSpan.FromMilliseconds(250)) == 0)
                    say($"orders: {ledger.Orders.Count}, complete {ledger.Complete}; {tally}");
                if (options.Kills is { } kills && tally.IsEnough(kills, options.Faults))
                    await enough.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }

    async Task<ChaosResult> Recount(IChaosDatabase database, Receiver receiver, MailServer mail, Ledger ledger, CancellationToken abandon)
    {
        await using var connection = database.Connect();
        var books = await BooksReader.ReadAll(connection, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        var doubtful = books.Messages.Count(message => message is { Kind: "mail", State: "Dead" });
        var mails = await Mails(mail, books.Instances.Count(one => one is { Definition: Definitions.Order, IsOpen: false }) - doubtful, abandon);
        var orders = ledger.Orders;
        var commands = orders.SelectMany(order => order.Commands).Where(command => command.WasSent).ToList();
        return new(
            options, [.. tally.Blamed, .. Auditor.Audit(books, orders, new(receiver.Bookings, mails))],
            tally.Young, Enum.GetValues<Fault>().Where(fault => tally.Of(fault) > 0).ToDictionary(Tally.Word, tally.Of),
            tally.NotDone.ToDictionary(pair => Tally.Word(pair.Key), pair => pair.Value),
            orders.Count, orders.Count(order => order.IsComplete), commands.Count, commands.Sum(command => command.Attempts),
            books.Instances.Count, books.Journal.Count,
            receiver.Bookings.DistinctBy(booking => booking.Key).Count(), receiver.Bookings.Count, mails.Count, doubtful);
    }

    /// <summary>The mail server has queues of its own: what it took may still be on its way to the mailbox.</summary>
    static async Task<IReadOnlyList<ArrivedMail>> Mails(MailServer server, int expected, CancellationToken cancel)
    {
        var mailbox = new Mailbox(server);
        var (mails, since) = (await mailbox.Read(CancellationToken.None), TimeProvider.System.GetTimestamp());
        while (mails.Count < expected && !cancel.IsCancellationRequested && TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromMinutes(1))
        {
            await Pause.For(TimeSpan.FromSeconds(1), CancellationToken.None);
            var now = await mailbox.Read(CancellationToken.None);
            (mails, since) = (now, now.Count > mails.Count ? TimeProvider.System.GetTimestamp() : since);
        }
        return mails;
    }
}
