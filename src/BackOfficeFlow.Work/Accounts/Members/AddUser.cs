using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Adds a person with a known password: demo data and tests. People add each other by <see cref="InviteUser"/>. Asking again keeps the first.</summary>
[SentBy(Senders.Product)]
public sealed record AddUser(string Email, string Name, string Password, IReadOnlyList<string> Roles) : IRequest<Guid>
{
    public sealed class Validator : AbstractValidator<AddUser>
    {
        public Validator()
        {
            RuleFor(request => request.Name).NotEmpty().MaximumLength(StoredText.UsualLength).WithName(_ => Texts.Of("Name"));
            RuleFor(request => request.Email).GoodEmail();
            RuleFor(request => request.Password).GoodPassword();
            RuleFor(request => request.Roles).KnownRoles();
        }
    }

    public sealed class Handler(BackOfficeDb db, UserManager<User> users, TimeProvider clock) : IRequestHandler<AddUser, Guid>
    {
        public async Task<Guid> Handle(AddUser request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var user = await users.FindByEmailAsync(request.Email.Trim());
            if (user is null)
                db.Add(user = People.New(users, request.Email, request.Name, request.Password, now));

            if (!await db.Set<Membership>().AnyAsync(member => member.UserId == user.Id, cancel))
                db.Add(new Membership { UserId = user.Id, Since = now, Roles = request.Roles });

            await db.SaveChangesAsync(cancel);
            return user.Id;
        }
    }
}
