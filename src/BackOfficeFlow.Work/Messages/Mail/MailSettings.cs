using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Configuration section "Mail".</summary>
public sealed class MailSettings
{
    public const string Section = "Mail";

    public MailMode Mode { get; set; } = MailMode.Store;

    /// <summary>The address that mail comes from; its domain stands in message ids.</summary>
    public string From { get; set; } = "backoffice@flow.example";

    public string FromName { get; set; } = "BackOfficeFlow";

    /// <summary>The mailbox that takes answers, by "name+token@domain"; From when absent.</summary>
    public string? ReplyTo { get; set; }

    public string Host { get; set; } = "";
    public int Port { get; set; } = 587;
    public MailTls Tls { get; set; } = MailTls.StartTls;
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>SHA-256 of the server's certificate in hexadecimal, for a server of one's own whose certificate no authority signed.</summary>
    public string? CertificateFingerprint { get; set; }

    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Says what is wrong and how to mend it; never shows the password.</summary>
    public sealed class Check : IValidateOptions<MailSettings>
    {
        public ValidateOptionsResult Validate(string? name, MailSettings settings)
        {
            var problems = Problems(settings).ToList();
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }

        static IEnumerable<string> Problems(MailSettings mail)
        {
            if (MailAddress.Read(mail.From) is null)
                yield return $"Mail:From is '{mail.From}', which is no mail address. Set it to the address that mail shall come from, e.g. backoffice@company.com.";
            if (!MailAddress.IsName(mail.FromName))
                yield return "Mail:FromName holds a line end or another control character. Set it to the name that recipients shall see.";
            if (mail.ReplyTo is not null && MailAddress.Read(mail.ReplyTo) is null)
                yield return $"Mail:ReplyTo is '{mail.ReplyTo}', which is no mail address. Set it to the mailbox that takes answers, or remove it.";
            if (mail.TimeoutSeconds is < 1 or > 600)
                yield return $"Mail:TimeoutSeconds is {mail.TimeoutSeconds}. Use 1 to 600.";
            if (mail.Mode is MailMode.Smtp)
                foreach (var problem in SmtpProblems(mail))
                    yield return problem;
        }

        static IEnumerable<string> SmtpProblems(MailSettings mail)
        {
            if (string.IsNullOrWhiteSpace(mail.Host))
                yield return "Mail:Host is missing. Set it to the name of the SMTP server, or set Mail:Mode to Store to keep mail instead of sending it.";
            if (mail.Port is < 1 or > 65535)
                yield return $"Mail:Port is {mail.Port}. Use the port of the SMTP server, usually 587.";
            if (mail.User is null != mail.Password is null)
                yield return "Mail:User and Mail:Password belong together. Set both, or neither for a server that asks for none.";
            if (mail.Tls is MailTls.None && mail.User is not null && mail.Host is not ("localhost" or "127.0.0.1" or "::1"))
                yield return "Mail:Tls is None, which would send the password in clear. Set it to StartTls or Implicit.";
            if (mail.CertificateFingerprint is { } print && (print.Length != 64 || !print.All(char.IsAsciiHexDigit)))
                yield return "Mail:CertificateFingerprint must be the SHA-256 of the server's certificate: 64 hexadecimal digits.";
        }
    }
}

/// <summary>Where mail goes.</summary>
public enum MailMode
{
    /// <summary>Kept as .eml files that the case page shows. Nothing leaves the product.</summary>
    Store,
    Smtp
}

public enum MailTls
{
    /// <summary>Encrypted before the password is told; refused when the server cannot.</summary>
    StartTls,
    /// <summary>Encrypted from the first byte (port 465).</summary>
    Implicit,
    None
}
