using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace BackOfficeFlow.Testing;

/// <summary>
/// Real postfix and dovecot on loopback. Every address of <c>flow.test</c> exists and has the password <see cref="Password"/>; mail to any
/// other domain never leaves. The certificate is self-signed.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    public const string Domain = "flow.test";
    public const string Password = "secret";
    public const string Host = "127.0.0.1";

    const string Remedy = "Needs postfix and dovecot, and root on Linux: apt-get install --no-install-recommends postfix dovecot-imapd dovecot-lmtpd openssl";

    readonly ServerScript script;

    MailServer(ServerScript script, int[] ports)
    {
        this.script = script;
        (SmtpPort, SubmissionPort, ImapPort, ImapsPort) = (ports[0], ports[1], ports[2], ports[3]);
    }

    /// <summary>Takes mail for flow.test without a password; STARTTLS is offered.</summary>
    public int SmtpPort { get; }

    /// <summary>Takes mail from who signs in (any address of flow.test); STARTTLS is demanded.</summary>
    public int SubmissionPort { get; }

    public int ImapPort { get; }
    public int ImapsPort { get; }

    /// <summary>SHA-256 of the self-signed certificate in hexadecimal (as in Mail:CertificateFingerprint).</summary>
    public string CertificateFingerprint
    {
        get
        {
            using var own = X509Certificate2.CreateFromPem(File.ReadAllText(Path.Combine(script.Folder, "tls", "cert.pem")));
            return own.GetCertHashString(HashAlgorithmName.SHA256);
        }
    }

    /// <summary>Accepts this server's certificate and no other.</summary>
    public RemoteCertificateValidationCallback Trusts
    {
        get
        {
            var expected = CertificateFingerprint;
            return (_, shown, _, _) => shown?.GetCertHashString(HashAlgorithmName.SHA256) == expected;
        }
    }

    /// <summary>Skips the running test (fails it under CI) when the mail servers are not to be had.</summary>
    public static void Require()
    {
        string[] administration = ["/usr/sbin", "/sbin"];
        var isHere = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && new[] { "postfix", "dovecot", "openssl" }.All(program => Requires.Find(program, administration) is not null)
            && File.Exists("/usr/lib/dovecot/lmtp") && File.Exists("/usr/lib/dovecot/imap");
        Requires.That(isHere, Remedy);
    }

    /// <summary>Starts both servers; takes about two seconds, so a test class shares one.</summary>
    public static async Task<MailServer> Start()
    {
        Require();
        var ports = FreePort.Find(4);
        var script = await ServerScript.Start("mail.sh", ports.Select(port => port.ToString(CultureInfo.InvariantCulture)));
        return new MailServer(script, ports);
    }

    /// <summary>Stops the SMTP side: who sends now finds nobody there.</summary>
    public async Task StopSmtp()
    {
        await script.Tell("smtp stop");
        // Its last process may still answer for a moment: it has stopped when nobody listens.
        await Eventually.Is($"nobody listens on port {SubmissionPort}", async () => !await Listens(SubmissionPort));
    }

    public Task StartSmtp() => script.Tell("smtp start");

    static async Task<bool> Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(Host, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>What has been delivered to an address of flow.test, oldest first.</summary>
    public async Task<IReadOnlyList<MimeMessage>> Inbox(string address, CancellationToken cancel = default)
    {
        using var imap = new ImapClient { CheckCertificateRevocation = false };
        await imap.ConnectAsync(Host, ImapPort, SecureSocketOptions.None, cancel);
        await imap.AuthenticateAsync(address, Password, cancel);
        await imap.Inbox.OpenAsync(FolderAccess.ReadOnly, cancel);
        List<MimeMessage> messages = [];
        for (var number = 0; number < imap.Inbox.Count; number++)
            messages.Add(await imap.Inbox.GetMessageAsync(number, cancel));

        await imap.DisconnectAsync(true, cancel);
        return messages;
    }

    /// <summary>Waits until at least <paramref name="count"/> mails are there.</summary>
    public Task<IReadOnlyList<MimeMessage>> InboxOf(int count, string address, TimeSpan? within = null, CancellationToken cancel = default) =>
        Eventually.Find<IReadOnlyList<MimeMessage>>(
            $"{count} mail(s) for {address}",
            async () => await Inbox(address, cancel) is var inbox && inbox.Count >= count ? inbox : null,
            within,
            cancel);

    public ValueTask DisposeAsync() => script.DisposeAsync();
}
