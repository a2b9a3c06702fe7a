using System.Collections.Concurrent;

namespace BackOfficeFlow.Chaos;

/// <summary>How often each fault was caused.</summary>
sealed class Tally
{
    readonly ConcurrentDictionary<Fault, int> counts = new();

    readonly ConcurrentQueue<Finding> blamed = new();

    int young;

    /// <summary>How many of the kills met a node that was starting.</summary>
    public int Young => young;

    /// <summary>What went wrong before the books were read.</summary>
    public IReadOnlyCollection<Finding> Blamed => blamed;

    public void Blame(Finding finding) => blamed.Enqueue(finding);

    public void CountYoung() => Interlocked.Increment(ref young);

    /// <summary>Faults that cannot be caused here, with the reason.</summary>
    public ConcurrentDictionary<Fault, string> NotDone { get; } = new();

    public int Of(Fault fault) => counts.GetValueOrDefault(fault);

    public void Count(Fault fault) => counts.AddOrUpdate(fault, 1, (_, count) => count + 1);

    /// <summary>Whether there were so many kills, and every other fault that is possible at least once.</summary>
    public bool IsEnough(int kills, IEnumerable<Fault> wanted) =>
        Of(Fault.Kill) >= kills && wanted.All(fault => Of(fault) > 0 || NotDone.ContainsKey(fault));

    public override string ToString() => string.Join(", ", Enum.GetValues<Fault>().Where(fault => Of(fault) > 0).Select(fault => $"{Word(fault)} {Of(fault)}"));

    public static string Word(Fault fault) => fault.ToString().ToLowerInvariant();
}
