using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Says what a member may do. It takes effect on their open pages within a minute.</summary>
[SentBy(Senders.Administrator)]
public sealed record SetRoles(Guid UserId, IReadOnlyList<string> Roles) : IRequest<Unit>
{
    public sealed class Validator : AbstractValidator<SetRoles>
    {
        public Validator() => RuleFor(request => request.Roles).KnownRoles();
    }

    public sealed class Handler(BackOfficeDb db, Audit audit) : IRequestHandler<SetRoles, Unit>
    {
        public async Task<Unit> Handle(SetRoles request, CancellationToken cancel)
        {
            var member = await MemberRules.Find(db, request.UserId, cancel);
            if (!request.Roles.Contains(Accounts.Roles.Administrator))
                await MemberRules.RequireAnotherAdministrator(db, request.UserId, cancel);

            audit.Write("user.roles", "user", request.UserId.ToString(), new { Before = member.Roles, After = request.Roles });
            member.Roles = request.Roles;
            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }
}
