using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>The companies whose configuration is brought in at the start.</summary>
sealed class AllTenants(BackOfficeDb db) : ITenantSource
{
    public async Task<IReadOnlyList<string>> All(CancellationToken cancel) =>
        await db.Set<Tenant>().OrderBy(tenant => tenant.Id).Select(tenant => tenant.Id).ToListAsync(cancel);
}
