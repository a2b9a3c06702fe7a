using System.Numerics;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>Some of a graph's nodes, one bit each: a large graph keeps a set per join and per loop.</summary>
sealed class NodeSet(int size)
{
    readonly ulong[] bits = new ulong[(size + 63) >> 6];

    public int Count { get; private set; }

    public bool Contains(int node) => node >= 0 && (bits[node >> 6] & (1UL << (node & 63))) != 0;

    /// <summary>False when it was there already.</summary>
    public bool Add(int node)
    {
        if (Contains(node))
            return false;
        bits[node >> 6] |= 1UL << (node & 63);
        Count++;
        return true;
    }

    /// <summary>In ascending order.</summary>
    public IEnumerable<int> Nodes()
    {
        for (var word = 0; word < bits.Length; word++)
            for (var rest = bits[word]; rest != 0; rest &= rest - 1)
                yield return (word << 6) + BitOperations.TrailingZeroCount(rest);
    }
}
