using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>What requests about members share.</summary>
static class MemberRules
{
    public static async Task<Membership> Find(BackOfficeDb db, Guid userId, CancellationToken cancel) =>
        await db.Set<Membership>().FirstOrDefaultAsync(member => member.UserId == userId, cancel)
            ?? throw new RuleBrokenException(Texts.Of("MemberUnknown")) { Code = "not-found" };

    /// <summary>A company without an administrator could never get one again.</summary>
    public static async Task RequireAnotherAdministrator(BackOfficeDb db, Guid userId, CancellationToken cancel)
    {
        var others = await db.Set<Membership>().AsNoTracking().Where(member => member.UserId != userId && member.DisabledAt == null).ToListAsync(cancel);
        if (!others.Any(member => member.Roles.Contains(Roles.Administrator)))
            throw new RuleBrokenException(Texts.Of("LastAdministrator")) { Code = "last-administrator" };
    }

    public static IRuleBuilderOptions<T, IReadOnlyList<string>> KnownRoles<T>(this IRuleBuilder<T, IReadOnlyList<string>> roles) => roles
        .NotEmpty().WithMessage(_ => Texts.Of("RolesMissing"))
        .Must(list => list is null || list.All(Roles.All.Contains)).WithMessage(_ => Texts.Of("RoleUnknown", string.Join(", ", Roles.All)));
}
