using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Makes the one-time token for the first administrator; null when there is a user already. Each start makes a new one.</summary>
[SentBy(Senders.Product)]
public sealed record InviteFirstAdministrator : IRequest<string?>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<InviteFirstAdministrator, string?>
    {
        public async Task<string?> Handle(InviteFirstAdministrator request, CancellationToken cancel)
        {
            if (await db.Set<User>().AnyAsync(cancel))
                return null;

            var (link, secret) = AccountLink.Make(LinkPurpose.FirstAdministrator, null, clock.GetUtcNow());
            db.Add(link);
            await db.SaveChangesAsync(cancel);
            return secret;
        }
    }
}
