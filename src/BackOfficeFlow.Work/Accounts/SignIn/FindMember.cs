using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>
/// Who a signed-in person is in the active company, as it stands now; null when they may not enter (any more). Sign-in, the cookie and open
/// pages all ask this, so a change of roles or a disabled member takes effect on each.
/// </summary>
[SentBy(Senders.Product)]
public sealed record FindMember(Guid UserId) : IRequest<Member?>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<FindMember, Member?>
    {
        public async Task<Member?> Handle(FindMember request, CancellationToken cancel)
        {
            var found = await db.Set<Membership>().AsNoTracking()
                .Where(member => member.UserId == request.UserId && member.DisabledAt == null)
                .Join(db.Set<User>(), member => member.UserId, user => user.Id, (Membership, User) => new { Membership, User })
                .Join(db.Set<Tenant>(), pair => pair.Membership.TenantId, tenant => tenant.Id, (pair, Tenant) => new { pair.Membership, pair.User, Tenant })
                .FirstOrDefaultAsync(cancel);

            return found is null ? null : new Member(
                found.User.Id,
                found.User.DisplayName,
                found.User.Email ?? "",
                found.User.SecurityStamp ?? "",
                found.Tenant.Id,
                found.Tenant.Name,
                found.Tenant.Zone,
                found.Membership.Roles);
        }
    }
}

public sealed record Member(
    Guid UserId, string Name, string Email, string Stamp, string TenantId, string Company, string Zone, IReadOnlyList<string> Roles);
