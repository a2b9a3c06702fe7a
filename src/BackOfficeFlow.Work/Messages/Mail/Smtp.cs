using System.Net.Sockets;
using System.Security.Cryptography;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackOfficeFlow.Work.Messages;

/// <summary>How handing over a mail ended.</summary>
public abstract record SmtpAnswer
{
    public sealed record Accepted : SmtpAnswer;

    /// <summary>It certainly did not go, and may next time.</summary>
    public sealed record NotNow(string Why) : SmtpAnswer;

    /// <summary>Refused for good.</summary>
    public sealed record Never(string Why) : SmtpAnswer;

    /// <summary>The line broke after the text had begun to go and before the server answered: nobody can tell.</summary>
    public sealed record Unknown(string Why) : SmtpAnswer;
}

/// <summary>Hands a mail over to an SMTP server and tells exactly how that ended.</summary>
public sealed class Smtp(IOptions<MailSettings> settings)
{
    readonly MailSettings mail = settings.Value;

    /// <summary>Hands it over. <paramref name="aboutToSend"/> is called when the server is ready: what must be known if the process dies now is written there.</summary>
    public async Task<SmtpAnswer> Send(byte[] bytes, Func<Task> aboutToSend, CancellationToken cancel)
    {
        using var message = await MimeMessage.LoadAsync(new MemoryStream(bytes, writable: false), cancel);
        using var client = new SmtpClient { Timeout = mail.TimeoutSeconds * 1000 };
        if (mail.CertificateFingerprint is { } print)
            client.ServerCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is not null && string.Equals(Convert.ToHexString(SHA256.HashData(certificate.GetRawCertData())), print, StringComparison.OrdinalIgnoreCase);

        try
        {
            await client.ConnectAsync(mail.Host, mail.Port, Security, cancel);
            if (mail.User is not null)
                await client.AuthenticateAsync(mail.User, mail.Password ?? "", cancel);
        }
        catch (Exception problem) when (IsLine(problem) || problem is AuthenticationException or System.Security.Authentication.AuthenticationException or SslHandshakeException or SmtpCommandException or NotSupportedException)
        {
            return new SmtpAnswer.NotNow(Say(problem));
        }

        await aboutToSend();
        var answer = await HandOver(client, message, cancel);
        await SayGoodbye(client);
        return answer;
    }

    async Task<SmtpAnswer> HandOver(SmtpClient client, MimeMessage message, CancellationToken cancel)
    {
        var progress = new Progress();
        try
        {
            await client.SendAsync(MailComposer.Format, message, cancel, progress);
            return new SmtpAnswer.Accepted();
        }
        catch (SmtpCommandException refused)
        {
            // 4xx is "not now", 5xx "never": the server has spoken, there is no doubt.
            return (int)refused.StatusCode >= 500 ? new SmtpAnswer.Never(Say(refused)) : new SmtpAnswer.NotNow(Say(refused));
        }
        catch (Exception problem) when (IsLine(problem))
        {
            return progress.HasBegun ? new SmtpAnswer.Unknown(Say(problem)) : new SmtpAnswer.NotNow(Say(problem));
        }
    }

    // The mail is accepted or not by now: a server that hangs up rudely changes nothing.
    static async Task SayGoodbye(SmtpClient client)
    {
        try
        {
            if (client.IsConnected)
                await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception problem) when (IsLine(problem))
        {
        }
    }

    SecureSocketOptions Security => mail.Tls switch
    {
        MailTls.Implicit => SecureSocketOptions.SslOnConnect,
        MailTls.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls
    };

    // Being told to stop is like a broken line: what counts is whether the text had begun to go.
    static bool IsLine(Exception problem) =>
        problem is IOException or SocketException or ProtocolException or TimeoutException or ServiceNotConnectedException or OperationCanceledException;

    static string Say(Exception problem) => problem switch
    {
        SmtpCommandException refused => $"{(int)refused.StatusCode} {refused.Message}",
        _ => problem.Message
    };

    sealed class Progress : ITransferProgress
    {
        public bool HasBegun { get; private set; }
        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;
        public void Report(long bytesTransferred) => HasBegun = true;
    }
}
