using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Queues;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>
/// The first visit, by the token from the log: founds the company with its queues and configuration, and makes the visitor its administrator.
/// All of it or nothing. Sent with the new tenant active.
/// </summary>
[SentBy(Senders.Anybody)]
public sealed record BecomeFirstAdministrator(string Secret, string Company, string Name, string Email, string Password, string Language) : IRequest<Guid>
{
    /// <summary>The id that the first company gets; further ones choose theirs.</summary>
    public const string TenantId = "main";

    public sealed class Validator : AbstractValidator<BecomeFirstAdministrator>
    {
        public Validator()
        {
            RuleFor(request => request.Company).NotEmpty().MaximumLength(StoredText.UsualLength).WithName(_ => Texts.Of("Company"));
            RuleFor(request => request.Name).NotEmpty().MaximumLength(StoredText.UsualLength).WithName(_ => Texts.Of("Name"));
            RuleFor(request => request.Email).GoodEmail();
            RuleFor(request => request.Password).GoodPassword();
        }
    }

    public sealed class Handler(BackOfficeDb db, UserManager<User> users, FirstConfiguration configuration, TimeProvider clock) : IRequestHandler<BecomeFirstAdministrator, Guid>
    {
        public async Task<Guid> Handle(BecomeFirstAdministrator request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var hash = Secrets.Hash(request.Secret);
            var link = await db.Set<AccountLink>().FirstOrDefaultAsync(link => link.Hash == hash, cancel);
            var isOpen = link is { Purpose: LinkPurpose.FirstAdministrator } && link.IsOpen(now) && !await db.Set<User>().AnyAsync(cancel);
            if (!isOpen)
                throw new RuleBrokenException(Texts.Of("FirstVisitOver")) { Code = "link-spent" };

            link!.Use(now);
            db.Add(new Tenant { Id = TenantId, Name = request.Company.Trim(), Language = request.Language is "en" ? "en" : "es", Since = now });
            var user = People.New(users, request.Email, request.Name, request.Password, now);
            db.Add(user);
            db.Add(new Membership { UserId = user.Id, Since = now, Roles = Roles.All });
            await KnownQueues.Open(db, now, cancel);
            await db.SaveChangesAsync(cancel);
            await configuration.Bring(cancel);
            return user.Id;
        }
    }
}
