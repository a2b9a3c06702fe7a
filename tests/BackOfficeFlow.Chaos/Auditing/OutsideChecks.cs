namespace BackOfficeFlow.Chaos;

/// <summary>What other systems have: each effect of a finished case once, whatever was sent twice.</summary>
static class OutsideChecks
{
    public static IEnumerable<Finding> Of(Books books, IReadOnlyList<OrderLine> orders, Outside outside)
    {
        var cases = books.Instances.Where(instance => instance.Definition == Definitions.Order).ToLookup(instance => instance.Correlation ?? "");
        var bookings = outside.Bookings.ToLookup(booking => booking.No);
        var mails = outside.Mails?.ToLookup(mail => mail.No);
        foreach (var order in orders)
        {
            var isDone = cases[order.No].Any(one => !one.IsOpen);
            foreach (var finding in Count("booking", order, bookings[order.No].Select(booking => booking.Key), isDone))
                yield return finding;
            // A mail of which nobody can know whether it went stands before a person instead of being sent blindly.
            var isDoubtful = cases[order.No].Any(one => one.State.Incidents.Any(incident => incident.Code == "outbox-dead"));
            foreach (var finding in mails is null ? [] : Count("mail", order, mails[order.No].Select(mail => mail.MessageId), isDone && !isDoubtful))
                yield return finding;
            if (mails?[order.No].GroupBy(mail => mail.MessageId).Any(same => same.Count() > 1) == true)
                yield return new("mail-twice", $"order {order.No}", "the same mail has arrived more than once");
        }
    }

    static IEnumerable<Finding> Count(string what, OrderLine order, IEnumerable<string> keys, bool isDue)
    {
        var count = keys.Distinct(StringComparer.Ordinal).Count();
        if (count > 1)
            yield return new($"{what}-twice", $"order {order.No}", $"it was done under {count} keys");
        if (count == 0 && isDue)
            yield return new($"{what}-lost", $"order {order.No}", "the case is over, and the other system knows nothing of it");
    }
}

/// <summary>What the world outside has received.</summary>
sealed record Outside(IReadOnlyList<Booking> Bookings, IReadOnlyList<ArrivedMail>? Mails);

/// <summary>One request to the counting server.</summary>
sealed record Booking(string Key, string No);

sealed record ArrivedMail(string MessageId, string No);
