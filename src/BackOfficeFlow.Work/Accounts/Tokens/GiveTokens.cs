using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Gives tokens to somebody whose password was right, for the active company; null when they may not enter it.</summary>
[SentBy(Senders.Product)]
public sealed record GiveTokens(Guid UserId) : IRequest<TokenGrant?>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<GiveTokens, TokenGrant?>
    {
        public async Task<TokenGrant?> Handle(GiveTokens request, CancellationToken cancel)
        {
            if (await Member.Find(db, request.UserId, cancel) is not { } member)
                return null;

            var now = clock.GetUtcNow();
            await db.Set<RefreshToken>().Where(token => token.UserId == request.UserId && token.ExpiresAt < now).ExecuteDeleteAsync(cancel);
            var refresh = RefreshToken.Of(member, family: null, now);
            db.Add(refresh);
            await db.SaveChangesAsync(cancel);
            return new TokenGrant(member, refresh);
        }
    }
}
