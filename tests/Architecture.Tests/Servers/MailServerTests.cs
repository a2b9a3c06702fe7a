using BackOfficeFlow.Testing;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed class MailServerTests(MailServerFixture fixture) : IClassFixture<MailServerFixture>, IAsyncLifetime
{
    MailServer server = null!;

    public async ValueTask InitializeAsync() => server = await fixture.Server();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_mail_that_is_submitted_arrives_unchanged()
    {
        await Submit("ana@flow.test", "Su pedido no llegó");

        var inbox = await server.InboxOf(1, "ana@flow.test", cancel: TestContext.Current.CancellationToken);
        inbox.ShouldHaveSingleItem().Subject.ShouldBe("Su pedido no llegó");
    }

    [Fact]
    public async Task A_wrong_password_is_refused() =>
        await Should.ThrowAsync<AuthenticationException>(() => Submit("ana@flow.test", "Hola", password: "wrong"));

    [Fact]
    public async Task Who_sends_while_the_server_is_away_is_told_and_may_come_again()
    {
        await server.StopSmtp();

        await Should.ThrowAsync<System.Net.Sockets.SocketException>(() => Submit("eva@flow.test", "Uno"));
        await server.StartSmtp();
        await Submit("eva@flow.test", "Dos");

        var inbox = await server.InboxOf(1, "eva@flow.test", cancel: TestContext.Current.CancellationToken);
        inbox.ShouldHaveSingleItem().Subject.ShouldBe("Dos");
    }

    async Task Submit(string to, string subject, string password = MailServer.Password)
    {
        using var mail = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = "Buenos días" } };
        mail.From.Add(new MailboxAddress("Atención al cliente", "orders@flow.test"));
        mail.To.Add(new MailboxAddress("", to));

        using var smtp = new SmtpClient { CheckCertificateRevocation = false, ServerCertificateValidationCallback = server.Trusts };
        await smtp.ConnectAsync(MailServer.Host, server.SubmissionPort, SecureSocketOptions.StartTls, TestContext.Current.CancellationToken);
        await smtp.AuthenticateAsync("orders@flow.test", password, TestContext.Current.CancellationToken);
        await smtp.SendAsync(mail, TestContext.Current.CancellationToken);
        await smtp.DisconnectAsync(true, TestContext.Current.CancellationToken);
    }
}
