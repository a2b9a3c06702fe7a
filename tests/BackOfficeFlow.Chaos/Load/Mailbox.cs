using BackOfficeFlow.Testing;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace BackOfficeFlow.Chaos;

/// <summary>What the real mail server has delivered: subject and message id of each.</summary>
sealed class Mailbox(MailServer server)
{
    public async Task<IReadOnlyList<ArrivedMail>> Read(CancellationToken cancel)
    {
        using var imap = new ImapClient { CheckCertificateRevocation = false };
        await imap.ConnectAsync(MailServer.Host, server.ImapPort, SecureSocketOptions.None, cancel);
        await imap.AuthenticateAsync(Definitions.MailAddress, MailServer.Password, cancel);
        await imap.Inbox.OpenAsync(FolderAccess.ReadOnly, cancel);
        var all = await imap.Inbox.FetchAsync(0, -1, MessageSummaryItems.Envelope, cancel);
        await imap.DisconnectAsync(true, cancel);
        return [.. all.Select(mail => mail.Envelope).OfType<Envelope>().Select(letter => new ArrivedMail(letter.MessageId ?? "", OrderIn(letter.Subject ?? "")))];
    }

    /// <summary>"Order 1-2-3 [case]".</summary>
    static string OrderIn(string subject) => subject.Split(' ') is [_, var no, ..] ? no : "";
}
