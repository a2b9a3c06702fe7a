using System.Globalization;

namespace BackOfficeFlow.Chaos;

/// <summary>
/// Customers, each with one order after the other: started, paid (early or late), checked, signed. Whoever hears nothing asks again under the same
/// operation id; now and then somebody asks again although it was answered.
/// </summary>
sealed class Driver(ICommandLine line, Ledger ledger, int seed)
{
    /// <param name="customers">How many orders are open at most.</param>
    /// <param name="noMore">No further order is begun.</param>
    /// <param name="cutShort">Orders under way are left as they are.</param>
    public Task Run(int customers, CancellationToken noMore, CancellationToken cutShort) =>
        Task.WhenAll(Enumerable.Range(1, customers).Select(customer => Task.Run(() => Serve(customer, noMore, cutShort), CancellationToken.None)));

    async Task Serve(int customer, CancellationToken noMore, CancellationToken cutShort)
    {
        var random = new Random(seed * 1000 + customer);
        for (var number = 1; !noMore.IsCancellationRequested && !cutShort.IsCancellationRequested; number++)
        {
            var order = new OrderLine(
                string.Create(CultureInfo.InvariantCulture, $"{seed}-{customer}-{number}"), TimeSpan.FromMilliseconds(random.Next(100, 3000)));
            ledger.Open(order);
            try
            {
                await See(order, random, cutShort);
            }
            catch (OperationCanceledException)
            {
                order.IsCutShort = true;
            }
        }
    }

    async Task See(OrderLine order, Random random, CancellationToken cancel)
    {
        // The payment may come before there is a case, or long after the case waits for it.
        var isEarly = random.Next(4) == 0;
        if (isEarly)
            await Ask(order, order.Pay, random, cancel);
        await Ask(order, order.Start, random, cancel);
        await Pause.For(TimeSpan.FromMilliseconds(random.Next(0, 2000)), cancel);
        if (!isEarly)
            await Ask(order, order.Pay, random, cancel);
        await Ask(order, order.Check, random, cancel);
        await Ask(order, order.Sign, random, cancel);
    }

    async Task Ask(OrderLine order, Command command, Random random, CancellationToken cancel)
    {
        for (var refused = 0; !command.IsAccepted; refused++)
        {
            await Send(order, command, cancel);
            if (!command.IsAccepted)
                await Pause.For(Patience(random, refused), cancel);
        }

        if (random.Next(6) == 0)
            await Send(order, command, cancel);
    }

    /// <summary>Soon, then less and less often, every four seconds at last: whoever is refused again and again must not take the machine from those who work.</summary>
    static TimeSpan Patience(Random random, int refused) => TimeSpan.FromMilliseconds(random.Next(100, 300) * Math.Pow(1.4, Math.Min(refused, 8)));

    async Task Send(OrderLine order, Command command, CancellationToken cancel)
    {
        ledger.Sent(command);
        try
        {
            ledger.Heard(command, await line.Send(order, command, cancel));
        }
        catch (CommandLostException lost)
        {
            ledger.Lost(command, lost.Message);
        }
    }
}
