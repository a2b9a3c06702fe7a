using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Shuts a member out of this company, or lets them in again. Open pages close within a minute; what they did stays.</summary>
[SentBy(Senders.Administrator)]
public sealed record DisableMember(Guid UserId, bool Disabled = true) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, Audit audit, TimeProvider clock) : IRequestHandler<DisableMember, Unit>
    {
        public async Task<Unit> Handle(DisableMember request, CancellationToken cancel)
        {
            var member = await MemberRules.Find(db, request.UserId, cancel);
            if (request.Disabled == member.IsDisabled)
                return Unit.Value;

            if (request.Disabled)
            {
                await MemberRules.RequireAnotherAdministrator(db, request.UserId, cancel);
                member.Disable(clock.GetUtcNow());
            }
            else
            {
                member.Enable();
            }

            audit.Write(request.Disabled ? "user.disabled" : "user.enabled", "user", request.UserId.ToString());
            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }
}
