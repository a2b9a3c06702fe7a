using System.Collections.Concurrent;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// The last save of each definition on this node. An editor may send its next save before it has the answer to the last one: that is no second
/// designer, though both began with the same revision.
/// </summary>
sealed class RecentSaves(TimeProvider clock)
{
    /// <summary>How long an answer may be on its way.</summary>
    static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    const int Room = 1_000;

    readonly ConcurrentDictionary<(string Tenant, string Definition), Save> last = new();

    public void Note(string tenant, string definition, Guid? user, string based, string became)
    {
        if (last.Count >= Room)
            last.Clear();
        last[(tenant, definition)] = new Save(user, based, became, clock.GetUtcNow());
    }

    /// <summary>Whether what stands there now was saved by the same person a moment ago, from the same beginning.</summary>
    public bool IsOwn(string tenant, string definition, Guid? user, string based, string current) =>
        user is not null
        && last.TryGetValue((tenant, definition), out var save)
        && save.User == user && save.Based == based && save.Became == current
        && (clock.GetUtcNow() - save.At).Duration() <= Window;

    sealed record Save(Guid? User, string Based, string Became, DateTimeOffset At);
}
