using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>What a one-time link would open; null when it is unknown, used or too old.</summary>
[SentBy(Senders.Anybody)]
public sealed record FindLink(string Secret) : IRequest<OpenLink?>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<FindLink, OpenLink?>
    {
        public async Task<OpenLink?> Handle(FindLink request, CancellationToken cancel)
        {
            var hash = Secrets.Hash(request.Secret);
            var found = await db.Set<AccountLink>().AsNoTracking().FirstOrDefaultAsync(link => link.Hash == hash, cancel);
            if (found is null || !found.IsOpen(clock.GetUtcNow()))
                return null;

            var user = await db.Set<User>().AsNoTracking().FirstOrDefaultAsync(user => user.Id == found.UserId, cancel);
            return new OpenLink(found.Purpose, user?.Email, user?.DisplayName);
        }
    }
}

public sealed record OpenLink(LinkPurpose Purpose, string? Email, string? Name);
