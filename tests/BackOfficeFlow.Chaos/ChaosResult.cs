namespace BackOfficeFlow.Chaos;

/// <summary>How a run ended.</summary>
sealed record ChaosResult(
    ChaosOptions Options, IReadOnlyList<Finding> Findings, int KilledYoung, IReadOnlyDictionary<string, int> Faults, IReadOnlyDictionary<string, string> NotDone,
    int Orders, int CompleteOrders, int Commands, int Attempts, int Instances, int Bursts, int Bookings, int BookingRequests, int? Mails, int DoubtfulMails)
{
    public bool Balances => Findings.Count == 0;

    public IEnumerable<string> Lines()
    {
        yield return $"{Options.Database}, {Options.Nodes} node(s){(Options.Beside is null ? "" : ", every second one of another release")}, seed {Options.Seed}";
        yield return $"faults: {string.Join(", ", Faults.Select(fault => $"{fault.Key} {fault.Value}"))}; of the kills, {KilledYoung} during a start";
        foreach (var (fault, why) in NotDone)
            yield return $"not done: {fault} ({why})";
        yield return $"orders: {Orders}, complete {CompleteOrders}; commands: {Commands}, sent {Attempts} times";
        yield return $"instances: {Instances}, bursts: {Bursts}; bookings: {Bookings}, asked for {BookingRequests} times; mails: {(Mails is { } mails ? mails : "kept")}, doubtful and put before a person: {DoubtfulMails}";
        foreach (var finding in Findings.Take(50))
            yield return $"FINDING {finding}";
        yield return Balances ? "The books balance." : $"The books do not balance: {Findings.Count} finding(s).";
    }
}
