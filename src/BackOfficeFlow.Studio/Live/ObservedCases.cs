namespace BackOfficeFlow.Studio;

/// <summary>The cases that viewers on this node look at, and how far each was when they were told last.</summary>
sealed class ObservedCases
{
    readonly Lock turn = new();
    readonly Dictionary<ObservedCase, (int Viewers, int Revision)> cases = [];
    readonly Dictionary<string, HashSet<ObservedCase>> connections = new(StringComparer.Ordinal);

    public void Add(string connection, ObservedCase seen, int revision)
    {
        lock (turn)
        {
            if (!connections.TryGetValue(connection, out var mine))
                connections[connection] = mine = [];
            if (!mine.Add(seen))
                return;

            // Whoever was there before has been told what he was told: a newer revision is still news to him.
            cases[seen] = cases.TryGetValue(seen, out var known) ? known with { Viewers = known.Viewers + 1 } : (1, revision);
        }
    }

    public void Forget(string connection)
    {
        lock (turn)
        {
            if (!connections.Remove(connection, out var mine))
                return;
            foreach (var seen in mine)
                if (cases[seen] is { Viewers: > 1 } known)
                    cases[seen] = known with { Viewers = known.Viewers - 1 };
                else
                    cases.Remove(seen);
        }
    }

    public bool Has(ObservedCase seen)
    {
        lock (turn)
            return cases.ContainsKey(seen);
    }

    public IReadOnlyList<ObservedCase> All
    {
        get
        {
            lock (turn)
                return [.. cases.Keys];
        }
    }

    /// <summary>Whether viewers have not been told of this revision; from now on they have.</summary>
    public bool IsNews(ObservedCase seen, int revision)
    {
        lock (turn)
        {
            if (!cases.TryGetValue(seen, out var known) || known.Revision == revision)
                return false;
            cases[seen] = known with { Revision = revision };
            return true;
        }
    }
}

/// <summary>A case that somebody looks at.</summary>
sealed record ObservedCase(string TenantId, Guid Id)
{
    /// <summary>Who looks at it; no other company's case has the same.</summary>
    public string Group => $"{TenantId}/{Id:N}";
}
