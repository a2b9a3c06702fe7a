using System.Text;
using MimeKit;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Makes the mail of a message. Pure: the same message at the same instant gives the same bytes.</summary>
public static class MailComposer
{
    public static byte[] Compose(Message message, MailSettings settings, DateTimeOffset now)
    {
        var mail = new MimeMessage();
        mail.Headers.Clear();
        mail.MimeVersion = new Version(1, 0);
        mail.From.Add(new MailboxAddress(Encoding.UTF8, settings.FromName, settings.From));
        mail.To.Add(new MailboxAddress(Encoding.UTF8, message.ToName ?? "", message.ToAddress));
        mail.ReplyTo.Add(new MailboxAddress(Encoding.UTF8, settings.FromName, MailTokens.ReplyAddress(settings.ReplyTo ?? settings.From, message.ReplyToken)));
        mail.Subject = message.Subject;
        mail.Date = now;
        mail.MessageId = message.MailId;
        AddAutomaticHeaders(mail, message, settings);
        mail.Body = Body(message);

        var bytes = new MemoryStream();
        mail.WriteTo(Format, bytes);
        return bytes.ToArray();
    }

    internal static readonly FormatOptions Format = MakeFormat();

    static FormatOptions MakeFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }

    // RFC 3834: whoever answers automatically must see that this is automatic too, or two machines write to each other for ever.
    static void AddAutomaticHeaders(MimeMessage mail, Message message, MailSettings settings)
    {
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        mail.Headers.Add("Content-Language", message.Language);
        if (message.CaseKey is { } caseKey)
        {
            mail.Headers.Add("X-Case-Key", caseKey);
            mail.References.Add(MailTokens.ThreadId(caseKey, MailTokens.DomainOf(settings.From))!);
        }
    }

    static MultipartAlternative Body(Message message)
    {
        var body = new MultipartAlternative
        {
            Part("plain", message.Body),
            Part("html", MailBody.ToHtml(message.Body, message.Language, message.Subject))
        };
        // Not a random one: every attempt must send the same bytes.
        body.Boundary = $"=-{message.Id:N}";
        return body;
    }

    static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }
}
