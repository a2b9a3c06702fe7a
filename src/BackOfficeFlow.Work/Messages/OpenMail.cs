using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Files;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Messages;

/// <summary>A message's mail for showing and downloading; null when there is none here.</summary>
[SentBy(Senders.Clerks)]
public sealed record OpenMail(Guid MessageId) : IRequest<OpenedMail?>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<OpenMail, OpenedMail?>
    {
        public async Task<OpenedMail?> Handle(OpenMail request, CancellationToken cancel)
        {
            var message = await db.Set<Message>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == request.MessageId, cancel);
            if (message is null)
                return null;

            var file = await db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == message.MailFileId, cancel);
            return new(message.Subject, MailBody.ToHtml(message.Body, message.Language, message.Subject), file is null ? null : FileLine.Of(file));
        }
    }
}

/// <summary>A mail to show and to download. The HTML is made from the plain text: it holds no script, no form and nothing from outside.</summary>
public sealed record OpenedMail(string Subject, string Html, FileLine? File);
