using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Where a company is: the zone of its times, and the language of those of whom none is known.</summary>
public sealed record CompanyPlace(DateTimeZone Zone, string Language);

/// <summary>Finds where the active company is.</summary>
public sealed class CompanyPlaces(BackOfficeDb db)
{
    public async Task<CompanyPlace> Here(CancellationToken cancel)
    {
        var id = db.RequiredTenantId;
        var company = await db.Set<Tenant>().AsNoTracking().FirstOrDefaultAsync(tenant => tenant.Id == id, cancel)
            ?? new Tenant { Id = id, Name = id, Since = default };
        return new(DateTimeZoneProviders.Tzdb.GetZoneOrNull(company.Zone) ?? DateTimeZone.Utc, company.Language);
    }
}
