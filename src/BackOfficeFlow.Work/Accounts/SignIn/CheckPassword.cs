using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>
/// Whether this e-mail address and password belong together. Five wrong ones lock the account for a while; the answer for an unknown
/// address is the same, and takes as long, as for a wrong password.
/// </summary>
[SentBy(Senders.Anybody)]
public sealed record CheckPassword(string Email, string Password) : IRequest<PasswordAnswer>
{
    public sealed class Handler(UserManager<User> users) : IRequestHandler<CheckPassword, PasswordAnswer>
    {
        static readonly User Nobody = new();

        public async Task<PasswordAnswer> Handle(CheckPassword request, CancellationToken cancel)
        {
            var user = await users.FindByEmailAsync(request.Email.Trim());
            if (user is not { HasPassword: true })
            {
                _ = users.PasswordHasher.HashPassword(Nobody, request.Password);
                return PasswordAnswer.Wrong;
            }

            if (await users.IsLockedOutAsync(user))
                return PasswordAnswer.Locked;

            if (!await users.CheckPasswordAsync(user, request.Password))
            {
                await users.AccessFailedAsync(user);
                return await users.IsLockedOutAsync(user) ? PasswordAnswer.Locked : PasswordAnswer.Wrong;
            }

            await users.ResetAccessFailedCountAsync(user);
            return new PasswordAnswer(user.Id, IsLocked: false);
        }
    }
}

public sealed record PasswordAnswer(Guid? UserId, bool IsLocked)
{
    public static readonly PasswordAnswer Wrong = new(null, IsLocked: false);
    public static readonly PasswordAnswer Locked = new(null, IsLocked: true);
}
