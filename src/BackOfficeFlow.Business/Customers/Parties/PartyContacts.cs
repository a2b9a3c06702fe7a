using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Messages;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Customers;

/// <summary>Lets a step write to a party: "party:" and its id. The best address that has not bounced is used, in the party's language.</summary>
sealed class PartyContacts(BackOfficeDb db) : IContactSource
{
    const string Prefix = "party:";

    public async Task<Contact?> Find(string to, CancellationToken cancel)
    {
        if (!to.StartsWith(Prefix, StringComparison.Ordinal) || !Guid.TryParse(to.AsSpan(Prefix.Length), out var id))
            return null;

        var party = await db.Set<Party>().AsNoTracking().Include(row => row.ContactPoints).FirstOrDefaultAsync(row => row.Id == id, cancel);
        return party is null ? null : new Contact(party.Reach(ContactKind.Email)?.Value, party.Name, party.Language);
    }
}
