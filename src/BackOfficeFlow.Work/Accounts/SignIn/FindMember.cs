using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>
/// Who a signed-in person is in the active company, as it stands now; null when they may not enter (any more). Sign-in, the cookie and open
/// pages all ask this, so a change of roles or a disabled member takes effect on each.
/// </summary>
[SentBy(Senders.Product)]
public sealed record FindMember(Guid UserId) : IRequest<Member?>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<FindMember, Member?>
    {
        public Task<Member?> Handle(FindMember request, CancellationToken cancel) => Member.Find(db, request.UserId, cancel);
    }
}
