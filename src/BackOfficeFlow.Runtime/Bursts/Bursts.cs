using System.Data.Common;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine;
using BackOfficeFlow.Engine.Running;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Starts instances and opens them: locked, in the scope's transaction, so that what the caller changes and what the engine does are
/// committed together or not at all.
/// </summary>
public sealed class Bursts(
    BackOfficeDb db, Dialect dialect, OpenTransaction transaction, PublishedVersions versions, BurstWriter writer, RunLoop loop, BurstScope host, CrashPoints crashPoints,
    StartGate gate)
{
    readonly HashSet<Guid> open = [];

    /// <summary>Starts a case with the published version of its process and runs it until it waits or ends.</summary>
    /// <exception cref="RuleBrokenException">No such process is published, or its activation strategy allows no further case now.</exception>
    public async Task<StartedInstance> Start(StartInstance order, CancellationToken cancel) => await TryStart(order, cancel)
        ?? throw new RuleBrokenException(Texts.Say("StrategyRefuses", order.DefinitionId)) { Code = "cannot-start" };

    /// <summary>As <see cref="Start"/>; null when the activation strategy allows no further case now.</summary>
    public async Task<StartedInstance?> TryStart(StartInstance order, CancellationToken cancel)
    {
        await transaction.Begin(cancel);
        if (order.BusinessKey is not null && await FindOpen(order, cancel) is { } standing)
            return standing;

        var version = order.Version ?? await versions.Find(order.DefinitionId, cancel);
        var id = order.InstanceId ?? InstanceIds.Next(transaction.Now);
        await Flush(cancel);
        if (!order.IgnoresStrategy && await gate.Refuses(version, order, cancel))
            return null;
        using var activity = Meters.Source.StartActivity("burst");
        host.Cancel = cancel;
        open.Add(id);
        var burst = await loop.Start(version.Id, id, order, host, cancel);
        open.Remove(id);
        var started = new StartedInstance(id, false) { CaseKey = CaseKey.Of(id), Instance = burst.Instance };
        crashPoints.Reached(CrashPoints.InBurst);
        writer.Insert(order, version, started.CaseKey, burst);
        if (burst.Instance.Status == InstanceStatus.Running)
            transaction.Begun.Add((order.DefinitionId, burst.Instance.CorrelationId));
        return started;
    }

    /// <summary>
    /// Opens an instance, does the work, keeps what it brought about. Lock order: the instance first, then its tasks; so read what the work
    /// needs to know of other rows inside it.
    /// </summary>
    /// <exception cref="RuleBrokenException">There is no such instance.</exception>
    public async Task<T> In<T>(Guid instanceId, Func<OpenBurst, Task<T>> work, CancellationToken cancel)
    {
        await transaction.Begin(cancel);
        RequireClosed(instanceId);
        using var activity = Meters.Source.StartActivity("burst");

        var locked = await Lock(instanceId, cancel)
            ?? throw new RuleBrokenException(Texts.Say("InstanceUnknown", instanceId)) { Code = "instance-unknown" };
        return await Work(locked, work, cancel);
    }

    /// <summary>Locks those of the instances that are there and that nobody else holds: it waits for nobody, so that holding many makes no circle.</summary>
    internal async Task<IReadOnlyDictionary<Guid, LockedInstance>> LockUnheld(IReadOnlyList<Guid> instanceIds, CancellationToken cancel)
    {
        await transaction.Begin(cancel);
        await using var command = db.NewCommand(dialect.SelectUnheld(
            LockedColumns, "workflow_instance", $"tenant_id = @tenant and id in ({string.Join(", ", instanceIds.Select((_, number) => $"@id{number}"))})"));
        command.Bind(dialect, [("tenant", db.RequiredTenantId), .. instanceIds.Select((id, number) => ($"id{number}", (object)id))]);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new Dictionary<Guid, LockedInstance>();
        while (await reader.ReadAsync(cancel))
            found.Add(reader.GetGuid(0), Read(reader));
        return found;
    }

    /// <summary>As the other, with an instance that this transaction has locked already.</summary>
    internal async Task<T> In<T>(LockedInstance locked, Func<OpenBurst, Task<T>> work, CancellationToken cancel)
    {
        RequireClosed(locked.Id);
        using var activity = Meters.Source.StartActivity("burst");
        return await Work(locked, work, cancel);
    }

    async Task<T> Work<T>(LockedInstance locked, Func<OpenBurst, Task<T>> work, CancellationToken cancel)
    {
        host.Cancel = cancel;
        var burst = new OpenBurst(locked, OpenState(locked), loop, host, () => Flush(cancel), sequence => OutboxRows.Reopen(transaction, db.RequiredTenantId, sequence), cancel);
        var answer = await work(burst);
        await Flush(cancel);
        crashPoints.Reached(CrashPoints.InBurst);
        writer.Update(burst);
        open.Remove(locked.Id);
        return answer;
    }

    void RequireClosed(Guid instanceId)
    {
        if (!open.Add(instanceId))
            throw new InvalidOperationException($"The instance {instanceId} is open already: a step cannot resume the instance that runs it.");
    }

    static Instance OpenState(LockedInstance row)
    {
        try
        {
            return Instance.Open(row.State);
        }
        catch (InstanceFormatException broken)
        {
            throw new RuleBrokenException(Texts.Say("InstanceUnreadable", row.CaseKey, broken.Message)) { Code = "instance-unreadable" };
        }
    }

    async Task<StartedInstance?> FindOpen(StartInstance order, CancellationToken cancel)
    {
        var key = WorkflowInstance.OpenKeyOf(order.DefinitionId, order.BusinessKey);
        return await db.Set<WorkflowInstance>()
            .Where(instance => instance.OpenKey == key)
            .Select(instance => new StartedInstance(instance.Id, true) { CaseKey = instance.CaseKey })
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>
    /// Locks an instance without opening it, for whoever writes something beside it because of what it waits for: it cannot go on meanwhile. What it
    /// waits for is read after this.
    /// </summary>
    public async Task Hold(Guid instanceId, CancellationToken cancel)
    {
        await transaction.Begin(cancel);
        await using var command = db.NewCommand(dialect.SelectLocked("id", "workflow_instance", "id = @id and tenant_id = @tenant"));
        command.Bind(dialect, ("id", instanceId), ("tenant", db.RequiredTenantId));
        await command.ExecuteScalarAsync(cancel);
    }

    const string LockedColumns = "id, case_key, area, configuration_item_id, open_key, burst_count, revision, state";

    async Task<LockedInstance?> Lock(Guid id, CancellationToken cancel)
    {
        await using var command = db.NewCommand(dialect.SelectLocked(LockedColumns, "workflow_instance", "id = @id and tenant_id = @tenant"));
        command.Bind(dialect, ("id", id), ("tenant", db.RequiredTenantId));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? Read(reader) : null;
    }

    static LockedInstance Read(DbDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetGuid(3), reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetInt32(5), reader.GetInt32(6),
        reader.GetFieldValue<byte[]>(7));

    async Task Flush(CancellationToken cancel)
    {
        if (db.ChangeTracker.HasChanges())
            await db.SaveChangesAsync(cancel);
    }
}
