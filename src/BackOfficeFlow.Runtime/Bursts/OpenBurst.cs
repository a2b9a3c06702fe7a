using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// An instance that is locked and open in a transaction. Change rows first, then resume: a step that fails clears what the context tracks.
/// </summary>
public sealed class OpenBurst
{
    readonly RunLoop loop;
    readonly IBurstHost host;
    readonly CancellationToken cancel;
    readonly Func<Task> save;
    readonly Action<long> deliverAgain;

    internal OpenBurst(LockedInstance row, Instance instance, RunLoop loop, IBurstHost host, Func<Task> save, Action<long> deliverAgain, CancellationToken cancel)
    {
        (Row, Instance, this.loop, this.host, this.save, this.deliverAgain, this.cancel) = (row, instance, loop, host, save, deliverAgain, cancel);
    }

    public Guid InstanceId => Row.Id;
    public string CaseKey => Row.CaseKey;
    public string Area => Row.Area;

    /// <summary>The instance as it is now, also after a resume.</summary>
    public Instance Instance { get; private set; }

    internal LockedInstance Row { get; }

    /// <summary>The version to which it was moved, when it was.</summary>
    internal StoredVersion? MovedTo { get; private set; }

    /// <summary>The stored version that it runs.</summary>
    public Guid VersionId => MovedTo?.Id ?? Row.VersionId;

    /// <summary>What was run so far, with its cause.</summary>
    internal List<(string Cause, Burst Burst)> Runs { get; } = [];

    /// <summary>What has happened in this transaction so far.</summary>
    public IEnumerable<JournalEvent> Happened => Runs.SelectMany(run => run.Burst.Events);

    /// <summary>Whether the instance waits for this.</summary>
    public bool IsWaitingFor(Stimulus stimulus) => Find(stimulus) is not null;

    /// <summary>Tells the instance what it waits for. False: it does not wait for that (any more), and nothing has changed.</summary>
    public Task<bool> Resume(Stimulus stimulus, object? news = null) =>
        Find(stimulus) is { } bookmark ? Resume(bookmark.Id, news) : Task.FromResult(false);

    /// <summary>Ends one wait of the instance. False: there is no such wait (any more), and nothing has changed.</summary>
    public async Task<bool> Resume(Guid bookmarkId, object? news = null)
    {
        if (Instance.Bookmarks.All(bookmark => bookmark.Id != bookmarkId))
            return false;

        await save();
        return Keep("Resume", await loop.Resume(VersionId, Instance, bookmarkId, news, host, cancel));
    }

    /// <summary>Ends one wait of the instance with an input that expressions see until it waits again. False: there is no such wait (any more).</summary>
    public async Task<bool> ResumeWith(Guid bookmarkId, ResumeInput input)
    {
        if (Instance.Bookmarks.All(bookmark => bookmark.Id != bookmarkId))
            return false;

        await save();
        return Keep("Resume", await loop.ResumeWith(VersionId, Instance, bookmarkId, input, host, cancel));
    }

    /// <summary>Runs the step of an open incident again, or delivers again what could not be delivered. False: there is no such open incident.</summary>
    public async Task<bool> Retry(Guid incidentId)
    {
        if (Instance.Incidents.Find(incident => incident.Id == incidentId && incident.ResolvedAt is null) is { } incident
            && DeadLetter.SequenceOf(incident) is { } sequence)
        {
            deliverAgain(sequence);
            Settle(incidentId, host.Now);
            return true;
        }

        await save();
        return Keep("Retry", await loop.Retry(VersionId, Instance, incidentId, host, cancel));
    }

    /// <summary>Ends the instance; whatever waits withdraws what it put into the world. False: it had ended already.</summary>
    public async Task<bool> Cancel(string reason)
    {
        await save();
        return Keep("Cancel", await loop.Cancel(VersionId, Instance, reason, host, cancel));
    }

    /// <summary>Repairs the instance, each alteration in order until one cannot be done: then why.</summary>
    public async Task<string?> Alter(IReadOnlyList<Alteration> alterations)
    {
        await save();
        var (altered, moved) = await loop.Alter(VersionId, Instance, alterations, host, cancel);
        MovedTo = moved ?? MovedTo;
        Runs.AddRange(altered.Bursts.Where(burst => burst.Events.Count > 0).Select(burst => ("Alter", burst)));
        Instance = altered.Instance;
        return altered.Problem;
    }

    /// <summary>Opens an incident for something that failed outside the instance's own steps.</summary>
    internal void Report(Incident incident) => KeepEvent(Instance.Report(incident), incident);

    /// <summary>Closes such an incident.</summary>
    internal void Settle(Guid incidentId, DateTimeOffset now) => KeepEvent(Instance.Settle(incidentId, now));

    void KeepEvent(JournalEvent happening, Incident? fresh = null)
    {
        var burst = new Burst(Instance);
        burst.Events.Add(happening);
        if (fresh is not null)
            burst.NewIncidents.Add(fresh);
        Runs.Add(("Incident", burst));
    }

    Bookmark? Find(Stimulus stimulus) =>
        Instance.Bookmarks.FirstOrDefault(bookmark => bookmark.Kind == stimulus.Kind && bookmark.Key == stimulus.Key);

    bool Keep(string cause, Burst? burst)
    {
        if (burst is null)
            return false;

        Runs.Add((cause, burst));
        Instance = burst.Instance;
        return true;
    }
}

/// <summary>What a burst needs of the locked row.</summary>
sealed record LockedInstance(Guid Id, string CaseKey, string Area, Guid VersionId, string? OpenKey, int BurstCount, int Revision, byte[] State);
