using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>A person in a company, as both stand now.</summary>
public sealed record Member(
    Guid UserId, string Name, string Email, string Stamp, string TenantId, string Company, string Zone, IReadOnlyList<string> Roles)
{
    /// <summary>The person in the active company; null when they may not enter it.</summary>
    internal static async Task<Member?> Find(BackOfficeDb db, Guid userId, CancellationToken cancel)
    {
        var found = await db.Set<Membership>().AsNoTracking()
            .Where(member => member.UserId == userId && member.DisabledAt == null)
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
