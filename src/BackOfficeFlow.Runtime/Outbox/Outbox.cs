using BackOfficeFlow.Data;

namespace BackOfficeFlow.Runtime;

/// <summary>Asks for something outside the database, to be done after the commit: written with the transaction, done by a dispatcher.</summary>
public sealed class Outbox(BackOfficeDb db, OpenTransaction transaction)
{
    /// <param name="kind">Which <see cref="IOutboxHandler"/> does it, e.g. "mail".</param>
    /// <param name="key">The idempotency key, unique in tenant and kind: asking twice with the same key keeps the first.</param>
    /// <param name="payload">A dictionary or a record.</param>
    /// <param name="notBefore">The instant (UTC) before which it must not be done.</param>
    /// <param name="instanceId">The case that asks: an attempt that fails for good becomes an incident there.</param>
    public void Add(string kind, string key, object payload, DateTimeOffset? notBefore = null, Guid? instanceId = null) =>
        Add(new OutboxEntry { Kind = kind, EntryKey = key, Payload = StoredJson.Write(payload), VisibleAt = notBefore, InstanceId = instanceId });

    internal void Add(OutboxEntry entry)
    {
        transaction.RequireOwner();
        entry.TenantId = db.RequiredTenantId;
        entry.CreatedAt = transaction.Now;
        entry.VisibleAt ??= transaction.Now;
        transaction.Rows.InsertOnce(entry, nameof(OutboxEntry.TenantId), nameof(OutboxEntry.Kind), nameof(OutboxEntry.EntryKey));
        transaction.Changed(ChangeSubjects.Outbox, entry.Kind);
    }
}
