using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Puts instances aside that cannot go on, so that a person sees them, and takes them back.</summary>
public sealed class Quarantine(BackOfficeDb db, OpenTransaction transaction)
{
    /// <summary>Nothing of the instance is opened: its state may be what is broken. One that is gone needs no quarantine.</summary>
    public async Task Put(Guid instanceId, string cause, CancellationToken cancel)
    {
        var tenant = db.RequiredTenantId;
        if (!await db.Set<WorkflowInstance>().AnyAsync(instance => instance.Id == instanceId, cancel))
            return;

        transaction.Rows.InsertOrUpdate(
            new QuarantinedInstance { InstanceId = instanceId, TenantId = tenant, Cause = cause, Since = transaction.Now }, nameof(QuarantinedInstance.InstanceId));
        transaction.Rows.Run(
            "update workflow_instance set needs_attention = @yes where id = @id and tenant_id = @tenant", hitsOne: false, ("yes", true), ("id", instanceId), ("tenant", tenant));
        transaction.Changed(ChangeSubjects.Instance, instanceId.ToString());
    }

    /// <summary>What of the instance was given up starts over, but for messages that stand before a person already (<paramref name="reported"/>, by sequence).</summary>
    public void Lift(Guid instanceId, bool needsAttention, IReadOnlyList<long> reported)
    {
        Run("delete from quarantined_instance where instance_id = @id and tenant_id = @tenant", ("id", instanceId));
        Run(
            "update workflow_instance set needs_attention = @attention where id = @id and tenant_id = @tenant", ("attention", needsAttention), ("id", instanceId));
        Run(
            "update armed_timer set visible_at = @now, attempts = 0 where instance_id = @id and tenant_id = @tenant and visible_at is null", ("now", transaction.Now), ("id", instanceId));
        Run(
            "update outbox_entry set state = 'Waiting', visible_at = @now, attempts = 0, lease_id = null where instance_id = @id and tenant_id = @tenant and state = 'Dead'"
            + string.Concat(reported.Select((_, number) => $" and sequence <> @not{number}")),
            [("now", transaction.Now), ("id", instanceId), .. reported.Select((sequence, number) => ($"not{number}", (object)sequence))]);
        transaction.Changed(ChangeSubjects.Timer, "again");
        transaction.Changed(ChangeSubjects.Outbox, "again");
        transaction.Changed(ChangeSubjects.Instance, instanceId.ToString());
    }

    void Run(string sql, params IReadOnlyList<(string, object)> values) => transaction.Rows.Run(sql, hitsOne: false, [.. values, ("tenant", db.RequiredTenantId)]);
}
