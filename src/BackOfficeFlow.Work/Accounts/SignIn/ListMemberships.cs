using BackOfficeFlow.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>The companies that a person may enter. It looks across tenants because none is active before one is chosen.</summary>
public sealed record ListMemberships(Guid UserId) : IRequest<IReadOnlyList<CompanyChoice>>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<ListMemberships, IReadOnlyList<CompanyChoice>>
    {
        public async Task<IReadOnlyList<CompanyChoice>> Handle(ListMemberships request, CancellationToken cancel) =>
            await db.Set<Membership>().IgnoreQueryFilters([TenantRules.Filter])
                .Where(member => member.UserId == request.UserId && member.DisabledAt == null)
                .Join(db.Set<Tenant>(), member => member.TenantId, tenant => tenant.Id, (member, tenant) => tenant)
                .OrderBy(tenant => tenant.Name)
                .Select(tenant => new CompanyChoice(tenant.Id, tenant.Name))
                .ToListAsync(cancel);
    }
}

public sealed record CompanyChoice(string TenantId, string Name);
