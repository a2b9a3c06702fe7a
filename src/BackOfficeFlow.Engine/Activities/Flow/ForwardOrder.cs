namespace BackOfficeFlow.Engine.Activities;

/// <summary>
/// Takes connections one by one and refuses those that would close a circle. It keeps an order in which every one taken leads on, so that only a
/// connection against that order has to be looked into (Pearce and Kelly).
/// </summary>
sealed class ForwardOrder(int size)
{
    readonly List<int>?[] next = new List<int>?[size];
    readonly List<int>?[] previous = new List<int>?[size];
    readonly int[] rank = new int[size];
    readonly int[] seen = new int[size];
    readonly Stack<int> todo = new();
    int ranks, visit;

    /// <summary>Puts a node that no connection has led to yet at the end.</summary>
    public void Append(int node) => rank[node] = ++ranks;

    /// <summary>False when the connection would close a circle.</summary>
    public bool TryAdd(int from, int to)
    {
        if (rank[to] <= rank[from] && !MoveBehind(from, to))
            return false;
        (next[from] ??= []).Add(to);
        (previous[to] ??= []).Add(from);
        return true;
    }

    bool MoveBehind(int from, int to)
    {
        var after = Collect(to, next, node => rank[node] <= rank[from]);
        if (seen[from] == visit)
            return false;
        var before = Collect(from, previous, node => rank[node] >= rank[to]);
        before.Sort(ByRank);
        after.Sort(ByRank);
        List<int> moved = [.. before, .. after];
        var places = moved.Select(node => rank[node]).Order().ToList();
        for (var i = 0; i < moved.Count; i++)
            rank[moved[i]] = places[i];
        return true;
    }

    int ByRank(int left, int right) => rank[left].CompareTo(rank[right]);

    List<int> Collect(int start, List<int>?[] ways, Func<int, bool> isWithin)
    {
        visit++;
        seen[start] = visit;
        var found = new List<int>();
        todo.Push(start);
        while (todo.TryPop(out var node))
        {
            found.Add(node);
            foreach (var other in ways[node] ?? [])
                if (seen[other] != visit && isWithin(other))
                {
                    seen[other] = visit;
                    todo.Push(other);
                }
        }
        return found;
    }
}
