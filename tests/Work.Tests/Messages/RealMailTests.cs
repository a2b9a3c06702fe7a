using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Messages;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Tests.Messages;

/// <summary>Against real postfix and dovecot.</summary>
public sealed class RealMailTests(MailServerFixture servers) : IClassFixture<MailServerFixture>
{
    [Fact]
    public async Task A_mail_goes_out_encrypted_after_signing_in_and_arrives_as_it_was_made()
    {
        var server = await servers.Server();
        var settings = Settings(server);
        var message = A.Message();

        var answer = await Send(settings, message);

        answer.ShouldBeOfType<SmtpAnswer.Accepted>();
        var mail = (await server.InboxOf(1, "ana@flow.test", cancel: TestContext.Current.CancellationToken)).Single(arrived => arrived.MessageId == message.MailId);
        mail.Subject.ShouldBe(message.Subject);
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.TextBody!.ReplaceLineEndings("\n").TrimEnd().ShouldBe(message.Body);
        mail.HtmlBody!.ShouldContain("<a href=\"https://flow.example/a?b=1&amp;c=\">");
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        var settings = Settings(await servers.Server());
        settings.CertificateFingerprint = null;

        var answer = await Send(settings, A.Message());

        answer.ShouldBeOfType<SmtpAnswer.NotNow>();
    }

    [Fact]
    public async Task A_wrong_password_sends_nothing_and_is_tried_again()
    {
        var settings = Settings(await servers.Server());
        settings.Password = "wrong";

        var answer = await Send(settings, A.Message());

        answer.ShouldBeOfType<SmtpAnswer.NotNow>().Why.ShouldNotContain("wrong");
    }

    [Fact]
    public async Task A_recipient_that_the_server_will_not_relay_to_is_refused_for_good()
    {
        var server = await servers.Server();
        var settings = Settings(server);
        settings.Port = server.SmtpPort;
        (settings.User, settings.Password) = (null, null);
        var message = A.Message(to: "ana@elsewhere.example");

        var answer = await Send(settings, message);

        answer.ShouldBeOfType<SmtpAnswer.Never>();
    }

    static MailSettings Settings(MailServer server) => new()
    {
        Mode = MailMode.Smtp,
        Host = MailServer.Host,
        Port = server.SubmissionPort,
        Tls = MailTls.StartTls,
        User = $"backoffice@{MailServer.Domain}",
        Password = MailServer.Password,
        From = $"backoffice@{MailServer.Domain}",
        CertificateFingerprint = server.CertificateFingerprint
    };

    static Task<SmtpAnswer> Send(MailSettings settings, Message message) =>
        new Smtp(Options.Create(settings)).Send(MailComposer.Compose(message, settings, A.Now), () => Task.CompletedTask, TestContext.Current.CancellationToken);
}
