using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Answers to commands: whoever asks again after so long is doing something new.</summary>
sealed class OperationRetention(BackOfficeDb db, RetentionSettings settings) : IRetention
{
    public string Kind => "operations";
    public TimeSpan? Keep => settings.Operations;

    public async Task<int> Remove(DateTimeOffset olderThan, int most, CancellationToken cancel)
    {
        var old = await db.Set<DoneOperation>().Where(done => done.At < olderThan).OrderBy(done => done.At).Take(most).Select(done => done.Sequence).ToListAsync(cancel);
        return old.Count == 0 ? 0 : await db.Set<DoneOperation>().Where(done => old.Contains(done.Sequence)).ExecuteDeleteAsync(cancel);
    }
}

/// <summary>Messages that were delivered. A case that is open keeps its own: it may ask for the same thing again, and must not get it twice.</summary>
sealed class OutboxRetention(BackOfficeDb db, RetentionSettings settings) : IRetention
{
    public string Kind => "outbox";
    public TimeSpan? Keep => settings.Outbox;

    public async Task<int> Remove(DateTimeOffset olderThan, int most, CancellationToken cancel)
    {
        var old = await db.Set<OutboxEntry>()
            .Where(entry => entry.State == OutboxState.Delivered && entry.DoneAt < olderThan)
            .Where(entry => !db.Set<WorkflowInstance>().Any(instance => instance.Id == entry.InstanceId && instance.FinishedAt == null))
            .OrderBy(entry => entry.Sequence).Take(most).Select(entry => entry.Sequence).ToListAsync(cancel);
        return old.Count == 0 ? 0 : await db.Set<OutboxEntry>().Where(entry => old.Contains(entry.Sequence)).ExecuteDeleteAsync(cancel);
    }
}

/// <summary>The history of cases that have ended.</summary>
sealed class JournalRetention(BackOfficeDb db, RetentionSettings settings) : IRetention
{
    public string Kind => "journal";
    public TimeSpan? Keep => settings.Journal;

    public async Task<int> Remove(DateTimeOffset olderThan, int most, CancellationToken cancel)
    {
        var old = await db.Set<JournalEntry>()
            .Where(entry => db.Set<WorkflowInstance>().Any(instance => instance.Id == entry.InstanceId && instance.FinishedAt < olderThan))
            .OrderBy(entry => entry.Sequence).Take(most).Select(entry => entry.Sequence).ToListAsync(cancel);
        return old.Count == 0 ? 0 : await db.Set<JournalEntry>().Where(entry => old.Contains(entry.Sequence)).ExecuteDeleteAsync(cancel);
    }
}

/// <summary>Cases that have ended, with their history and what other rooms keep about them. What a case did to business records stays.</summary>
sealed class InstanceRetention(BackOfficeDb db, RetentionSettings settings, IEnumerable<IInstanceRemains> remains) : IRetention
{
    public string Kind => "instances";
    public TimeSpan? Keep => settings.Instances;

    public async Task<int> Remove(DateTimeOffset olderThan, int most, CancellationToken cancel)
    {
        var old = await db.Set<WorkflowInstance>()
            .Where(instance => instance.FinishedAt < olderThan)
            .Where(instance => !db.Set<OutboxEntry>().Any(entry => entry.InstanceId == instance.Id && entry.State != OutboxState.Delivered))
            .OrderBy(instance => instance.FinishedAt).Take(most).Select(instance => instance.Id).ToListAsync(cancel);
        if (old.Count == 0)
            return 0;

        foreach (var room in remains)
            await room.Remove(old, cancel);
        await db.Set<JournalEntry>().Where(entry => old.Contains(entry.InstanceId)).ExecuteDeleteAsync(cancel);
        await db.Set<OutboxEntry>().Where(entry => old.Contains(entry.InstanceId!.Value)).ExecuteDeleteAsync(cancel);
        await db.Set<WorkflowBookmark>().Where(bookmark => old.Contains(bookmark.InstanceId)).ExecuteDeleteAsync(cancel);
        await db.Set<ArmedTimer>().Where(timer => old.Contains(timer.InstanceId!.Value)).ExecuteDeleteAsync(cancel);
        return await db.Set<WorkflowInstance>().Where(instance => old.Contains(instance.Id)).ExecuteDeleteAsync(cancel);
    }
}
