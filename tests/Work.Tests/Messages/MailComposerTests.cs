using System.Text;
using BackOfficeFlow.Work.Messages;
using MimeKit;

namespace BackOfficeFlow.Work.Tests.Messages;

public sealed class MailComposerTests
{
    static readonly MailSettings settings = new() { From = "backoffice@flow.example", FromName = "Tienda Ñ", ReplyTo = "answers@flow.example" };

    [Fact]
    public void An_automatic_mail_says_so_and_leads_answers_back_to_its_case()
    {
        var message = A.Message();

        var mail = Read(message);

        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.MessageId.ShouldBe(message.MailId);
        mail.MessageId.ShouldStartWith("7k3mq-9tx4.");
        mail.ReplyTo.Mailboxes.Single().Address.ShouldBe($"answers+{message.ReplyToken}@flow.example");
        mail.References.Single().ShouldBe("case.7k3mq-9tx4@flow.example");
        mail.Subject.ShouldBe("Su pedido P-1 [7K3MQ-9TX4]");
        mail.From.Mailboxes.Single().Name.ShouldBe("Tienda Ñ");
        mail.To.Mailboxes.Single().Name.ShouldBe("Íñigo Núñez");
        mail.Headers.Contains("Bcc").ShouldBeFalse();
    }

    [Fact]
    public void Every_attempt_sends_the_same_bytes()
    {
        var message = A.Message();

        MailComposer.Compose(message, settings, A.Now).ShouldBe(MailComposer.Compose(message, settings, A.Now));
    }

    [Fact]
    public void Every_line_ends_as_mail_demands_and_none_is_too_long()
    {
        var text = Encoding.Latin1.GetString(MailComposer.Compose(A.Message(body: new string('ñ', 5000)), settings, A.Now));

        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n');
        text.Split("\r\n").ShouldAllBe(line => line.Length <= 998);
        text.ShouldAllBe(c => c < 128);
    }

    [Fact]
    public void Two_messages_never_share_an_id_or_a_reply_address()
    {
        var messages = Enumerable.Range(0, 1000).Select(_ => A.Message()).ToList();

        messages.Select(message => message.MailId).Distinct().Count().ShouldBe(1000);
        messages.Select(message => message.ReplyToken).Distinct().Count().ShouldBe(1000);
    }

    [Fact]
    public void What_stood_in_the_text_never_becomes_markup()
    {
        var html = MailBody.ToHtml("<script>alert(1)</script> \"x\" https://flow.example/?a=1&b=\"><img src=x>.", "es", "</title><script>");

        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img");
        html.ShouldContain("<a href=\"https://flow.example/?a=1&amp;b=\">");
    }

    [Fact]
    public void A_subject_that_is_too_long_keeps_its_case()
    {
        var message = A.Message(subject: new string('x', 500));

        message.Subject.Length.ShouldBeLessThanOrEqualTo(Message.SubjectLength);
        message.Subject.ShouldEndWith("… [7K3MQ-9TX4]");
    }

    [Theory]
    [InlineData("Smtp", null, "Mail:Host")]
    [InlineData("Smtp", "mail.flow.test", null)]
    [InlineData("Store", null, null)]
    public void A_missing_server_stops_the_start_by_name(string mode, string? host, string? named)
    {
        var result = new MailSettings.Check().Validate(null, new() { Mode = Enum.Parse<MailMode>(mode), Host = host ?? "" });

        result.Succeeded.ShouldBe(named is null);
        if (named is not null)
            result.FailureMessage!.ShouldContain(named);
    }

    [Fact]
    public void Settings_that_would_betray_the_password_are_refused_without_showing_it()
    {
        var result = new MailSettings.Check().Validate(null, new() { Mode = MailMode.Smtp, Host = "mail.flow.test", Tls = MailTls.None, User = "u", Password = "s3cr3t" });

        result.FailureMessage!.ShouldContain("Mail:Tls");
        result.FailureMessage!.ShouldNotContain("s3cr3t");
    }

    static MimeMessage Read(Message message) => MimeMessage.Load(new MemoryStream(MailComposer.Compose(message, settings, A.Now)));
}
