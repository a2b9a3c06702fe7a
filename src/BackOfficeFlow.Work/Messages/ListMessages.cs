using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Messages;

/// <summary>What was said in a case, newest first.</summary>
[SentBy(Senders.Clerks)]
public sealed record ListMessages(Guid InstanceId, int Take = 200) : IRequest<IReadOnlyList<MessageLine>>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<ListMessages, IReadOnlyList<MessageLine>>
    {
        public async Task<IReadOnlyList<MessageLine>> Handle(ListMessages request, CancellationToken cancel) =>
            await db.Set<Message>()
                .Where(message => message.InstanceId == request.InstanceId)
                .OrderByDescending(message => message.CreatedAt)
                .Take(request.Take)
                .Select(message => new MessageLine(message.Id, message.Direction, message.ToAddress, message.ToName, message.Subject, message.Body)
                {
                    Language = message.Language,
                    State = message.State,
                    Proof = message.Proof,
                    CreatedAt = message.CreatedAt,
                    StateSince = message.StateSince,
                    NotBefore = message.NotBefore,
                    LastError = message.LastError,
                    MailFileId = message.MailFileId,
                    Template = message.Template,
                    TemplateVersion = message.TemplateVersion
                })
                .ToListAsync(cancel);
    }
}

/// <summary>A message as the case page shows it.</summary>
public sealed record MessageLine(Guid Id, MessageDirection Direction, string ToAddress, string? ToName, string Subject, string Body)
{
    public string Language { get; init; } = "";
    public MessageState State { get; init; }
    public ProofLevel Proof { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset StateSince { get; init; }
    public DateTimeOffset? NotBefore { get; init; }
    public string? LastError { get; init; }
    public Guid? MailFileId { get; init; }
    public string? Template { get; init; }
    public int? TemplateVersion { get; init; }
}
