using System.Xml.Linq;
using BackOfficeFlow.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Keeps data protection's keys in the database. The framework asks without waiting, hence the plain calls.</summary>
sealed class ProtectionKeys(IServiceScopeFactory scopes, Dialect dialect, TimeProvider clock) : IXmlRepository
{
    /// <summary>
    /// Nodes that start together on an empty database all find no key, and each makes one that the others do not know: cookies would be good on
    /// one node only. So the first key has one place, and whoever comes second gives its own up and reads again. Later keys are made days
    /// before they are used.
    /// </summary>
    static readonly Guid First = new("00000000-0000-7000-8000-000000000001");

    volatile bool foundNone;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
        IReadOnlyCollection<XElement> found = [.. db.Set<ProtectionKey>().OrderBy(key => key.Id).Select(key => key.Xml).AsEnumerable().Select(XElement.Parse)];
        foundNone = found.Count == 0;
        return found;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
        var isFirst = foundNone;
        if (isFirst && db.Set<ProtectionKey>().Any())
            return;

        db.Add(new ProtectionKey
        {
            Id = isFirst ? First : Guid.CreateVersion7(clock.GetUtcNow()),
            Name = friendlyName,
            Xml = element.ToString(SaveOptions.DisableFormatting),
        });
        try
        {
            db.SaveChanges();
        }
        catch (DbUpdateException problem) when (isFirst && dialect.Judge(problem) is SqlFailure.Duplicate)
        {
            // Another node was quicker by a moment; the framework reads all keys again before it uses one.
        }
    }
}
