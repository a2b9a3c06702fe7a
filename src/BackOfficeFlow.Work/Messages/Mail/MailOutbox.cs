using BackOfficeFlow.Runtime;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Messages;

/// <summary>What the outbox keeps of a mail.</summary>
sealed record MailOrder(Guid MessageId);

/// <summary>
/// Hands mail over after the commit. What is about to be sent is written before it is sent, and what became of it after: if the process dies
/// in between, or the line breaks while the text is going, nobody can know whether the server took it. Such a mail is not sent again blindly:
/// it is put before a person, who has it sent again (the same mail, with the same id) or settles it as arrived.
/// </summary>
sealed class MailOutbox(Requests requests, Smtp smtp, IOptions<MailSettings> settings) : IOutboxHandler
{
    public const string MessageKind = "mail";

    static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    public string Kind => MessageKind;

    public async Task<OutboxAnswer> Handle(OutboxMessage message, CancellationToken cancel)
    {
        var system = Caller.System(message.TenantId);
        var order = message.Read<MailOrder>();
        var mail = await requests.Send(new PrepareMail(order.MessageId), system, cancel);
        return mail.Step switch
        {
            MailStep.Settled => OutboxAnswer.Delivered(News(mail)),
            MailStep.StillSending => OutboxAnswer.Retry(Patience, "Another attempt is under way."),
            MailStep.Doubtful => OutboxAnswer.DeadLetter(Texts.Of("MailDoubtful", mail.ToAddress)),
            _ => await Send(message, order, mail, system, cancel)
        };
    }

    async Task<OutboxAnswer> Send(OutboxMessage message, MailOrder order, PreparedMail mail, Caller system, CancellationToken cancel)
    {
        var answer = await smtp.Send(mail.Bytes!, () => requests.Send(new BeginSending(order.MessageId, mail.Revision), system, cancel), cancel);
        // It went, or it did not: that is to be written down even if we are told to stop.
        await requests.Send(new SettleMail(order.MessageId, answer), system, CancellationToken.None);
        return answer switch
        {
            SmtpAnswer.Accepted => OutboxAnswer.Delivered(News(mail with { State = MessageState.Sent })),
            SmtpAnswer.NotNow postponed => OutboxAnswer.Retry(Attempts.Pause(Soon, message.Attempt), postponed.Why),
            SmtpAnswer.Never refused => OutboxAnswer.DeadLetter(Texts.Of("MailRefused", mail.ToAddress, refused.Why)),
            _ => OutboxAnswer.DeadLetter(Texts.Of("MailDoubtful", mail.ToAddress))
        };
    }

    TimeSpan Patience => TimeSpan.FromSeconds(settings.Value.TimeoutSeconds) + Soon;

    static Dictionary<string, object?> News(PreparedMail mail) => new() { ["messageId"] = mail.MessageId, ["state"] = mail.State.ToString() };
}
