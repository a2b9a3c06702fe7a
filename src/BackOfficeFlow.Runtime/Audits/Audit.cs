using BackOfficeFlow.Data;

namespace BackOfficeFlow.Runtime;

/// <summary>Writes down who did what to what, in the transaction that does it.</summary>
public sealed class Audit(BackOfficeDb db, CurrentCaller current, OpenTransaction transaction)
{
    /// <summary>Details say before, after, why: a record or a dictionary.</summary>
    public void Write(string action, string subjectType, string subjectId, object? details = null)
    {
        transaction.RequireOwner();
        var caller = current.Caller;
        transaction.Rows.Insert(new AuditEntry
        {
            TenantId = db.RequiredTenantId,
            At = transaction.Now,
            Actor = caller.Name,
            ActorId = caller.UserId,
            Action = action,
            SubjectType = subjectType,
            SubjectId = subjectId,
            OperationId = caller.OperationId,
            Details = details is null ? null : StoredJson.Write(details)
        });
    }
}
