using System.Xml.Linq;
using BackOfficeFlow.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Keeps data protection's keys in the database. The framework asks without waiting, hence the plain calls.</summary>
sealed class ProtectionKeys(IServiceScopeFactory scopes, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
        return [.. db.Set<ProtectionKey>().OrderBy(key => key.Id).Select(key => key.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
        db.Add(new ProtectionKey
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Name = friendlyName,
            Xml = element.ToString(SaveOptions.DisableFormatting),
        });
        db.SaveChanges();
    }
}
