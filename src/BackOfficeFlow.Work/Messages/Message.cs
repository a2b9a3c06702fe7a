using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Something that was, or is to be, said to somebody outside; or that somebody said to us.</summary>
public sealed class Message : ITenantRow, IRevisioned
{
    public const int AddressLength = 254;
    public const int SubjectLength = 400;

    public Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public int Revision { get; set; }
    public MessageDirection Direction { get; init; }
    public MessageChannel Channel { get; init; }
    public MessagePurpose Purpose { get; init; }

    /// <summary>Whose step asked for it: asking again for the same step changes nothing.</summary>
    public required string IdempotencyKey { get; init; }

    public Guid? InstanceId { get; init; }
    public string? CaseKey { get; init; }
    public string? Template { get; init; }
    public int? TemplateVersion { get; init; }
    public required string ToAddress { get; init; }
    public string? ToName { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required string Language { get; init; }

    /// <summary>The mail's own id, without angle brackets; answers name it.</summary>
    public required string MailId { get; init; }

    /// <summary>The part of the reply address that leads back to this message; unguessable, so that nobody writes himself into another's case.</summary>
    public required string ReplyToken { get; init; }

    public MessageState State { get; private set; }
    public ProofLevel Proof { get; private set; }
    public Guid? MailFileId { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the state was reached.</summary>
    public DateTimeOffset StateSince { get; private set; }

    public string? LastError { get; private set; }

    public static Message Outgoing(Guid id, Rendered text, Recipient to, string idempotencyKey, string domain, DateTimeOffset now) => new()
    {
        Id = id,
        Direction = MessageDirection.Outgoing,
        Channel = text.Template.Channel,
        Purpose = text.Template.Purpose,
        IdempotencyKey = idempotencyKey,
        InstanceId = to.InstanceId,
        CaseKey = to.CaseKey,
        Template = text.TemplateKey,
        TemplateVersion = text.TemplateVersion,
        ToAddress = to.Address,
        ToName = to.Name,
        Subject = SubjectLine.Of(text.Subject, to.CaseKey),
        Body = text.Body,
        Language = text.Language,
        MailId = MailTokens.MailId(id, to.CaseKey, domain),
        ReplyToken = MailTokens.ReplyToken(id),
        CreatedAt = now,
        NotBefore = to.NotBefore,
        StateSince = now
    };

    /// <summary>The mail as it goes out. It is made once: every attempt sends the same bytes under the same id.</summary>
    public void Compose(Guid mailFileId) => MailFileId = mailFileId;

    /// <summary>Kept, not sent: mail goes to the store.</summary>
    public void Store(DateTimeOffset now) => Reach(MessageState.Stored, now);

    /// <summary>From here on the other side may have it, whatever we hear.</summary>
    public void BeginSending(DateTimeOffset now) => Reach(MessageState.Sending, now);

    public void Accept(DateTimeOffset now)
    {
        Reach(MessageState.Sent, now);
        Prove(ProofLevel.Accepted);
    }

    /// <summary>It certainly did not go; it will be tried again.</summary>
    public void Postpone(string why, DateTimeOffset now) => Reach(MessageState.Queued, now, why);

    /// <summary>The other side refused it for good.</summary>
    public void Refuse(string why, DateTimeOffset now) => Reach(MessageState.Failed, now, why);

    /// <summary>Nobody can tell whether it went: a person decides.</summary>
    public void Doubt(string why, DateTimeOffset now) => Reach(MessageState.Uncertain, now, why);

    /// <summary>Proof only ever grows.</summary>
    public void Prove(ProofLevel level) => Proof = level > Proof ? level : Proof;

    void Reach(MessageState state, DateTimeOffset now, string? why = null)
    {
        State = state;
        StateSince = now;
        LastError = why is { Length: > 500 } ? why[..500] : why;
    }

    sealed class Mapping : IEntityTypeConfiguration<Message>
    {
        public void Configure(EntityTypeBuilder<Message> message)
        {
            message.ToTable("Message");
            message.HasKey(row => row.Id);
            message.Property(row => row.ToAddress).HasMaxLength(AddressLength);
            message.Property(row => row.Subject).HasMaxLength(SubjectLength);
            message.Property(row => row.Body).IsRequiredLongText();
            message.Property(row => row.Language).HasMaxLength(8).IsUnicode(false);
            message.Property(row => row.CaseKey).HasMaxLength(16).IsUnicode(false);
            message.Property(row => row.MailId).HasMaxLength(400).IsUnicode(false);
            message.Property(row => row.ReplyToken).HasMaxLength(20).IsUnicode(false);
            message.Property(row => row.LastError).HasMaxLength(500);
            message.Property(row => row.IdempotencyKey).HasMaxLength(300);
            message.HasIndex(row => new { row.TenantId, row.IdempotencyKey }).IsUnique();
            message.HasIndex(row => new { row.TenantId, row.MailId }).IsUnique();
            message.HasIndex(row => new { row.TenantId, row.ReplyToken }).IsUnique();
            message.HasIndex(row => new { row.TenantId, row.InstanceId, row.CreatedAt });
        }
    }
}

public enum MessageDirection
{
    Outgoing,
    Incoming
}

public enum MessageChannel
{
    Mail
}

/// <summary>Why somebody is written to. It decides what the law asks for.</summary>
public enum MessagePurpose
{
    /// <summary>Part of performing the contract.</summary>
    Service,
    Collection,
    Commercial,
    Survey,
    Hr
}

public enum MessageState
{
    /// <summary>Waits for its time or its next attempt.</summary>
    Queued,
    /// <summary>Kept in the store instead of being sent.</summary>
    Stored,
    /// <summary>Being handed over right now.</summary>
    Sending,
    Sent,
    Failed,
    /// <summary>It may or may not have gone: a person decides.</summary>
    Uncertain
}

/// <summary>How well it can be shown that a message arrived. Steps with legal effect ask for a level.</summary>
public enum ProofLevel
{
    Drafted = 0,
    Accepted = 1,
    Delivered = 2,
    Answered = 3,
    Certified = 4
}
