using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>
/// Makes somebody a member of the company. A new person gets a one-time link, shown to whoever invites; somebody who has a sign-in already
/// (in another company) just gains this one.
/// </summary>
[SentBy(Senders.Administrator)]
public sealed record InviteUser(string Email, string Name, IReadOnlyList<string> Roles) : IRequest<Invitation>
{
    public sealed class Validator : AbstractValidator<InviteUser>
    {
        public Validator()
        {
            RuleFor(request => request.Name).NotEmpty().MaximumLength(StoredText.UsualLength).WithName(_ => Texts.Of("Name"));
            RuleFor(request => request.Email).GoodEmail();
            RuleFor(request => request.Roles).KnownRoles();
        }
    }

    public sealed class Handler(BackOfficeDb db, UserManager<User> users, Audit audit, TimeProvider clock)
        : IRequestHandler<InviteUser, Invitation>
    {
        public async Task<Invitation> Handle(InviteUser request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var user = await users.FindByEmailAsync(request.Email.Trim());
            if (user is null)
                db.Add(user = People.New(users, request.Email, request.Name, null, now));
            else if (await db.Set<Membership>().AnyAsync(member => member.UserId == user.Id, cancel))
                throw new RuleBrokenException(Texts.Of("AlreadyMember", request.Email)) { Code = "already-member" };

            db.Add(new Membership { UserId = user.Id, Since = now, Roles = request.Roles });
            var secret = user.HasPassword ? null : Link(user.Id, now);
            audit.Write("user.invited", "user", user.Id.ToString(), new { request.Roles });
            await db.SaveChangesAsync(cancel);
            return new Invitation(user.Id, secret, secret is null ? null : now + AccountLink.Life);
        }

        string Link(Guid userId, DateTimeOffset now)
        {
            var (link, secret) = AccountLink.Make(LinkPurpose.Invitation, userId, now);
            db.Add(link);
            return secret;
        }
    }
}

/// <summary>The secret part of the one-time link, shown this once; null when the person has a password already.</summary>
public sealed record Invitation(Guid UserId, string? Secret, DateTimeOffset? ExpiresAt);
