using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Finds whom a step means: a mail address as it stands, or somebody that an area knows.</summary>
public sealed class Contacts(IEnumerable<IContactSource> sources)
{
    /// <exception cref="RuleBrokenException">It is neither.</exception>
    public async Task<Contact> Find(string to, CancellationToken cancel)
    {
        if (MailAddress.Read(to) is { } address)
            return new(address, null, null);

        foreach (var source in sources)
            if (await source.Find(to, cancel) is { } contact)
                return Checked(contact);

        throw new RuleBrokenException(Texts.Of("BadAddress", Shown(to))) { Code = "message-address" };
    }

    static Contact Checked(Contact contact) =>
        string.IsNullOrWhiteSpace(contact.Address)
            ? contact with { Address = null }
            : contact with
            {
                Address = MailAddress.Read(contact.Address) ?? throw new RuleBrokenException(Texts.Of("BadAddress", Shown(contact.Address))) { Code = "message-address" },
                Name = MailAddress.IsName(contact.Name) ? contact.Name : null
            };

    static string Shown(string text) => new([.. text.Take(80).Select(c => char.IsControl(c) ? '·' : c)]);
}
