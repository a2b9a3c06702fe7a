using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>
/// Makes a one-time link by which a member chooses a new password; earlier links of theirs stop working. Refused for somebody who works for
/// another company as well: that company's data would open with it.
/// </summary>
[SentBy(Senders.Administrator)]
public sealed record MakeResetLink(Guid UserId) : IRequest<Invitation>
{
    public sealed class Handler(BackOfficeDb db, Audit audit, TimeProvider clock) : IRequestHandler<MakeResetLink, Invitation>
    {
        public async Task<Invitation> Handle(MakeResetLink request, CancellationToken cancel)
        {
            await MemberRules.Find(db, request.UserId, cancel);
            var worksElsewhere = await db.Set<Membership>().IgnoreQueryFilters([TenantRules.Filter])
                .AnyAsync(member => member.UserId == request.UserId && member.TenantId != db.TenantId, cancel);
            if (worksElsewhere)
                throw new RuleBrokenException(Texts.Of("WorksElsewhere")) { Code = "works-elsewhere" };

            var now = clock.GetUtcNow();
            foreach (var old in await db.Set<AccountLink>().Where(link => link.UserId == request.UserId && link.UsedAt == null).ToListAsync(cancel))
                old.Use(now);

            var (link, secret) = AccountLink.Make(LinkPurpose.Reset, request.UserId, now);
            db.Add(link);
            audit.Write("user.reset-link", "user", request.UserId.ToString());
            await db.SaveChangesAsync(cancel);
            return new Invitation(request.UserId, secret, now + AccountLink.Life);
        }
    }
}
