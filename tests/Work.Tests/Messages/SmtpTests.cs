using BackOfficeFlow.Work.Messages;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Tests.Messages;

public sealed class SmtpTests
{
    [Theory]
    [InlineData(SmtpManner.Accepts, typeof(SmtpAnswer.Accepted))]
    [InlineData(SmtpManner.RefusesRecipient, typeof(SmtpAnswer.Never))]
    [InlineData(SmtpManner.RefusesText, typeof(SmtpAnswer.Never))]
    [InlineData(SmtpManner.IsBusy, typeof(SmtpAnswer.NotNow))]
    [InlineData(SmtpManner.HangsUpAtGreeting, typeof(SmtpAnswer.NotNow))]
    [InlineData(SmtpManner.HangsUpBeforeText, typeof(SmtpAnswer.NotNow))]
    [InlineData(SmtpManner.HangsUpAfterText, typeof(SmtpAnswer.Unknown))]
    public async Task It_is_told_exactly_how_handing_over_ended(SmtpManner manner, Type expected)
    {
        await using var server = new ScriptedSmtp(manner);

        var answer = await Send(Settings(server.Port));

        answer.ShouldBeOfType(expected);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_tried_again_later_and_nothing_was_about_to_go()
    {
        var server = new ScriptedSmtp(SmtpManner.Accepts);
        var port = server.Port;
        await server.DisposeAsync();
        var begun = 0;

        var answer = await Send(Settings(port), () => begun++);

        answer.ShouldBeOfType<SmtpAnswer.NotNow>();
        begun.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_cannot_encrypt_gets_neither_password_nor_mail()
    {
        await using var server = new ScriptedSmtp(SmtpManner.Accepts);
        var settings = Settings(server.Port);
        settings.Tls = MailTls.StartTls;
        settings.User = "u";
        settings.Password = "p";

        var answer = await Send(settings);

        answer.ShouldBeOfType<SmtpAnswer.NotNow>();
        server.Accepted.ShouldBeEmpty();
    }

    static MailSettings Settings(int port) => new() { Mode = MailMode.Smtp, Host = "127.0.0.1", Port = port, Tls = MailTls.None, TimeoutSeconds = 20 };

    static Task<SmtpAnswer> Send(MailSettings settings, Action? aboutToSend = null)
    {
        var bytes = MailComposer.Compose(A.Message(), settings, A.Now);
        return new Smtp(Options.Create(settings)).Send(
            bytes,
            () =>
            {
                aboutToSend?.Invoke();
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);
    }
}
