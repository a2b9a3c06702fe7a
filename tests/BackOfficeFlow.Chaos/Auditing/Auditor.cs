namespace BackOfficeFlow.Chaos;

/// <summary>Recounts the books. Pure: whoever has the tables, the ledger of what was asked and what the world outside received can ask it.</summary>
static class Auditor
{
    public static IReadOnlyList<Finding> Audit(Books books) =>
    [
        .. HistoryChecks.Of(books),
        .. WaitChecks.Of(books),
        .. TimerChecks.Of(books),
        .. MessageChecks.Of(books),
        .. TaskChecks.Of(books)
    ];

    public static IReadOnlyList<Finding> Audit(Books books, IReadOnlyList<OrderLine> orders, Outside outside) =>
    [
        .. Audit(books),
        .. OrderChecks.Of(books, orders),
        .. OutsideChecks.Of(books, orders, outside)
    ];
}
