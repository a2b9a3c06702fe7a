using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>The companies that a person may enter: one asks for oneself. It looks across tenants because none is active before one is chosen.</summary>
[SentBy(Senders.Anybody)]
public sealed record ListMemberships(Guid UserId) : IRequest<IReadOnlyList<CompanyChoice>>
{
    public sealed class Handler(BackOfficeDb db, CurrentCaller current) : IRequestHandler<ListMemberships, IReadOnlyList<CompanyChoice>>
    {
        public async Task<IReadOnlyList<CompanyChoice>> Handle(ListMemberships request, CancellationToken cancel) =>
            current.Caller.UserId == request.UserId || current.Caller.IsSystem ? await Find(request.UserId, cancel) : [];

        async Task<IReadOnlyList<CompanyChoice>> Find(Guid userId, CancellationToken cancel) =>
            await db.Set<Membership>().IgnoreQueryFilters([TenantRules.Filter])
                .Where(member => member.UserId == userId && member.DisabledAt == null)
                .Join(db.Set<Tenant>(), member => member.TenantId, tenant => tenant.Id, (member, tenant) => tenant)
                .OrderBy(tenant => tenant.Name)
                .Select(tenant => new CompanyChoice(tenant.Id, tenant.Name))
                .ToListAsync(cancel);
    }
}

public sealed record CompanyChoice(string TenantId, string Name);
