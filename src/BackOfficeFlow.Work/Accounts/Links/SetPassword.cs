using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Chooses a password by a one-time link, which is used up by it. Whoever was signed in with the old one is signed out.</summary>
[SentBy(Senders.Anybody)]
public sealed record SetPassword(string Secret, string Password) : IRequest<Guid>
{
    public sealed class Validator : AbstractValidator<SetPassword>
    {
        public Validator() => RuleFor(request => request.Password).GoodPassword();
    }

    public sealed class Handler(BackOfficeDb db, UserManager<User> users, TimeProvider clock) : IRequestHandler<SetPassword, Guid>
    {
        public async Task<Guid> Handle(SetPassword request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var hash = Secrets.Hash(request.Secret);
            var link = await db.Set<AccountLink>().FirstOrDefaultAsync(link => link.Hash == hash, cancel);
            if (link is null || !link.IsOpen(now) || link.UserId is not { } userId)
                throw new RuleBrokenException(Texts.Of("LinkSpent")) { Code = "link-spent" };

            var user = await db.Set<User>().SingleAsync(user => user.Id == userId, cancel);
            link.Use(now);
            user.PasswordHash = users.PasswordHasher.HashPassword(user, request.Password);
            user.EmailConfirmed = true;
            user.LockoutEnd = null;
            user.AccessFailedCount = 0;
            await users.UpdateSecurityStampAsync(user);
            return userId;
        }
    }
}
