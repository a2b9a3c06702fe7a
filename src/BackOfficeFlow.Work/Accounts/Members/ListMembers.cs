using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>The members of the company, by name.</summary>
[SentBy(Senders.Administrator)]
public sealed record ListMembers(string? Search = null) : IRequest<IReadOnlyList<MemberLine>>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<ListMembers, IReadOnlyList<MemberLine>>
    {
        public async Task<IReadOnlyList<MemberLine>> Handle(ListMembers request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var rows = await db.Set<Membership>().AsNoTracking()
                .Join(db.Set<User>().AsNoTracking(), member => member.UserId, user => user.Id, (Member, User) => new { Member, User })
                .ToListAsync(cancel);

            return
            [
                .. rows.Select(row => new MemberLine(
                        row.User.Id, row.User.DisplayName, row.User.Email ?? "", row.Member.Roles, StateOf(row.Member, row.User, now), row.Member.Since))
                    .Where(line => Matches(line, request.Search))
                    .OrderBy(line => line.Name, StringComparer.CurrentCultureIgnoreCase)
            ];
        }

        static MemberState StateOf(Membership member, User user, DateTimeOffset now) => (member, user) switch
        {
            ({ IsDisabled: true }, _) => MemberState.Disabled,
            (_, { HasPassword: false }) => MemberState.Invited,
            (_, { LockoutEnd: { } end }) when end > now => MemberState.Locked,
            _ => MemberState.Active,
        };

        static bool Matches(MemberLine line, string? search) => string.IsNullOrWhiteSpace(search)
            || line.Name.Contains(search.Trim(), StringComparison.CurrentCultureIgnoreCase)
            || line.Email.Contains(search.Trim(), StringComparison.OrdinalIgnoreCase);
    }
}

public enum MemberState
{
    Active,

    /// <summary>Has not chosen a password yet.</summary>
    Invited,

    /// <summary>Too many wrong passwords; opens by itself after a while.</summary>
    Locked,

    Disabled,
}

public sealed record MemberLine(Guid UserId, string Name, string Email, IReadOnlyList<string> Roles, MemberState State, DateTimeOffset Since);
