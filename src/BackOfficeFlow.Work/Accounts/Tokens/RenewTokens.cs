using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Gives new tokens for a refresh token, which is used up by it; null when it is worth nothing (any more). One that comes back after it was used ends its family.</summary>
[SentBy(Senders.Product)]
public sealed record RenewTokens(TokenHolder Holder) : IRequest<TokenGrant?>
{
    public sealed class Handler(BackOfficeDb db, Audit audit, TimeProvider clock) : IRequestHandler<RenewTokens, TokenGrant?>
    {
        public async Task<TokenGrant?> Handle(RenewTokens request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var shown = await db.Set<RefreshToken>().FirstOrDefaultAsync(token => token.Id == request.Holder.Id, cancel);
            if (shown is null)
                return null;
            if (shown.RevokedAt is null && shown.IsStolen(now))
                await EndFamily(shown, now, cancel);
            if (!shown.Works(now) || await Member.Find(db, shown.UserId, cancel) is not { } member || member.Stamp != shown.Stamp)
                return null;

            shown.Use(now);
            var next = RefreshToken.Of(member, shown.Family, now);
            db.Add(next);
            await db.SaveChangesAsync(cancel);
            return new TokenGrant(member, next);
        }

        async Task EndFamily(RefreshToken shown, DateTimeOffset now, CancellationToken cancel)
        {
            audit.Write("token.reused", "user", shown.UserId.ToString(), new { shown.Family });
            foreach (var token in await db.Set<RefreshToken>().Where(token => token.Family == shown.Family && token.RevokedAt == null).ToListAsync(cancel))
                token.RevokedAt = now;
            await db.SaveChangesAsync(cancel);
        }
    }
}
