using BackOfficeFlow.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>The ids of all companies here, for work that goes through them one by one.</summary>
public sealed record ListTenants : IRequest<IReadOnlyList<string>>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<ListTenants, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(ListTenants request, CancellationToken cancel) =>
            await db.Set<Tenant>().OrderBy(tenant => tenant.Id).Select(tenant => tenant.Id).ToListAsync(cancel);
    }
}
