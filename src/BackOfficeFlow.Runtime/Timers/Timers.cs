using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Runtime;

/// <summary>Arms and disarms what falls due later. One row per kind and key, committed with whatever armed it.</summary>
public sealed class Timers(BackOfficeDb db, OpenTransaction transaction)
{
    /// <summary>Arming again moves it. A plan says how the instant was worked out: an edit of its calendar moves the timer.</summary>
    public void Arm(string kind, string key, DateTimeOffset dueAt, object? payload = null, Guid? instanceId = null, DuePlan? plan = null)
    {
        transaction.RequireOwner();
        var timer = ArmedTimer.Due(db.RequiredTenantId, kind, key, UtcMicroseconds.Cut(dueAt), plan);
        timer.InstanceId = instanceId;
        timer.Payload = payload is null ? null : StoredJson.Write(payload);
        transaction.Rows.InsertOrUpdate(timer, nameof(ArmedTimer.TenantId), nameof(ArmedTimer.Kind), nameof(ArmedTimer.EntryKey));
        transaction.Changed(ChangeSubjects.Timer, kind);
    }

    public void Disarm(string kind, string key)
    {
        transaction.RequireOwner();
        transaction.Rows.Run(
            "delete from armed_timer where tenant_id = @tenant and kind = @kind and entry_key = @key",
            hitsOne: false,
            ("tenant", db.RequiredTenantId), ("kind", kind), ("key", key));
    }
}

/// <summary>Fires one kind of timer, in a scope and transaction of its own that also removes the timer's row. It may arm the timer again.</summary>
public interface ITimerHandler
{
    string Kind { get; }
    Task Handle(TimerCall call, CancellationToken cancel);
}

/// <summary>A timer that is due. Whether what it stands for is still due, its handler decides from its own rows.</summary>
public sealed record TimerCall(string TenantId, string Kind, string Key, DateTimeOffset DueAt, Guid? InstanceId, string? Payload)
{
    public T Read<T>() => StoredJson.Read<T>(Payload ?? throw new InvalidOperationException($"The timer {Kind} {Key} has no payload."));
}
