using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Files;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Looks at what is to be done with a mail, and makes its text if that has not been done. Where mail is only kept, that is all.</summary>
[SentBy(Senders.Product)]
sealed record PrepareMail(Guid MessageId) : IRequest<PreparedMail>
{
    public sealed class Handler(BackOfficeDb db, FileShelf shelf, IOptions<MailSettings> settings, TimeProvider clock) : IRequestHandler<PrepareMail, PreparedMail>
    {
        public async Task<PreparedMail> Handle(PrepareMail request, CancellationToken cancel)
        {
            var message = await db.Set<Message>().SingleAsync(row => row.Id == request.MessageId, cancel);
            var step = StepOf(message, clock.GetUtcNow());
            byte[]? bytes = null;
            if (step is MailStep.Send)
            {
                bytes = await BytesOf(message, cancel);
                if (settings.Value.Mode is MailMode.Store)
                {
                    message.Store(clock.GetUtcNow());
                    step = MailStep.Settled;
                }
            }

            await db.SaveChangesAsync(cancel);
            return new(message.Id, message.Revision, step, message.State, message.ToAddress, bytes);
        }

        MailStep StepOf(Message message, DateTimeOffset now)
        {
            if (message.State is MessageState.Sent or MessageState.Stored)
                return MailStep.Settled;
            // Failed and uncertain ones come here only when a person asked for another attempt.
            if (message.State is not MessageState.Sending)
                return MailStep.Send;
            if (now - message.StateSince < TimeSpan.FromSeconds(settings.Value.TimeoutSeconds))
                return MailStep.StillSending;

            message.Doubt(Texts.Of("DiedWhileSending"), now);
            return MailStep.Doubtful;
        }

        async Task<byte[]> BytesOf(Message message, CancellationToken cancel)
        {
            if (message.MailFileId is { } fileId)
            {
                var opened = await shelf.Open(fileId, cancel) ?? throw new InvalidOperationException($"The text of message {message.Id} is gone.");
                var all = new MemoryStream();
                await opened.Bytes.CopyToAsync(all, cancel);
                return all.ToArray();
            }

            var bytes = MailComposer.Compose(message, settings.Value, clock.GetUtcNow());
            var file = await shelf.Keep($"{message.CreatedAt:yyyy-MM-dd} {message.Subject}.eml", bytes, new CheckedBytes(FileKind.Mail, null), cancel);
            message.Compose(file.Id);
            return bytes;
        }
    }
}

/// <summary>What is to be done with a mail.</summary>
enum MailStep
{
    Send,
    Settled,
    StillSending,
    Doubtful
}

sealed record PreparedMail(Guid MessageId, int Revision, MailStep Step, MessageState State, string ToAddress, byte[]? Bytes);

/// <summary>
/// Writes down, before the first byte goes, that the other side may have the mail from now on; unless anything happened to it since we looked: then
/// somebody else has sent it meanwhile, or is sending it.
/// </summary>
[SentBy(Senders.Product)]
sealed record BeginSending(Guid MessageId, int Revision) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<BeginSending, Unit>
    {
        public async Task<Unit> Handle(BeginSending request, CancellationToken cancel)
        {
            var message = await db.Set<Message>().SingleAsync(row => row.Id == request.MessageId, cancel);
            if (message.Revision != request.Revision)
                throw new LostLeaseException();
            message.BeginSending(clock.GetUtcNow());
            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }
}

/// <summary>Writes down how handing over ended.</summary>
[SentBy(Senders.Product)]
sealed record SettleMail(Guid MessageId, SmtpAnswer Answer) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<SettleMail, Unit>
    {
        public async Task<Unit> Handle(SettleMail request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var message = await db.Set<Message>().SingleAsync(row => row.Id == request.MessageId, cancel);
            switch (request.Answer)
            {
                case SmtpAnswer.Accepted: message.Accept(now); break;
                case SmtpAnswer.NotNow postponed: message.Postpone(postponed.Why, now); break;
                case SmtpAnswer.Never refused: message.Refuse(refused.Why, now); break;
                case SmtpAnswer.Unknown doubt: message.Doubt(doubt.Why, now); break;
            }

            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }
}
