using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Makes a key worthless, at once on this node and within five seconds on the others. Asking again changes nothing.</summary>
[SentBy(Senders.Administrator)]
public sealed record RevokeApiKey(Guid Id) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, OpenTransaction transaction, Audit audit, TimeProvider clock) : IRequestHandler<RevokeApiKey, Unit>
    {
        public async Task<Unit> Handle(RevokeApiKey request, CancellationToken cancel)
        {
            var key = await db.Set<ApiKey>().FirstOrDefaultAsync(key => key.Id == request.Id, cancel)
                ?? throw new RuleBrokenException(Texts.Of("ApiKeyUnknown")) { Code = "not-found" };
            if (key.RevokedAt is null)
                audit.Write("api-key.revoked", "api-key", key.Id.ToString(), new { key.Name });

            key.Revoke(clock.GetUtcNow());
            await db.SaveChangesAsync(cancel);
            transaction.Changed(KeptApiKeys.Subject, key.Id.ToString());
            return Unit.Value;
        }
    }
}
