using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Messages;

/// <summary>
/// Writes to somebody: fills a template in the recipient's language and puts the mail into the outbox. Asking again with the same key
/// changes nothing and answers the same.
/// </summary>
/// <param name="Template">"area/name", or a name of the case's own area.</param>
/// <param name="To">A mail address, or whatever an area's <see cref="IContactSource"/> knows somebody by.</param>
/// <param name="Arguments">What the template's places are filled with.</param>
/// <param name="Key">The idempotency key: case and step.</param>
[SentBy(Senders.Product)]
public sealed record SendMessage(string Template, string To, IReadOnlyDictionary<string, object?> Arguments, string Key) : IRequest<SentMessage>
{
    public Guid? InstanceId { get; init; }

    /// <summary>Instead of the recipient's own.</summary>
    public string? Language { get; init; }

    public string? ToName { get; init; }

    /// <summary>May go at night, though the template would not.</summary>
    public bool Urgent { get; init; }

    public sealed class Validator : AbstractValidator<SendMessage>
    {
        public Validator()
        {
            RuleFor(request => request.Template).NotEmpty();
            RuleFor(request => request.Key).NotEmpty().MaximumLength(300);
            RuleFor(request => request.ToName).Must(MailAddress.IsName).WithMessage(_ => Texts.Of("BadName"));
            RuleFor(request => request.Language).Matches("^[a-z]{2}$").When(request => request.Language is not null);
        }
    }

    public sealed class Handler(
        BackOfficeDb db, Templates templates, Contacts contacts, CompanyPlaces companies, Outbox outbox, IOptions<MailSettings> settings, IOptions<QuietTime> quiet, TimeProvider clock)
        : IRequestHandler<SendMessage, SentMessage>
    {
        public async Task<SentMessage> Handle(SendMessage request, CancellationToken cancel)
        {
            var standing = await db.Set<Message>().AsNoTracking().FirstOrDefaultAsync(message => message.IdempotencyKey == request.Key, cancel);
            if (standing is not null)
                return SentMessage.Of(standing);

            var contact = await contacts.Find(request.To, cancel);
            if (contact.Address is null)
                return SentMessage.NoAddress;

            var now = clock.GetUtcNow();
            var here = await companies.Here(cancel);
            var (key, version, template) = await templates.Find(request.Template, request.InstanceId, cancel);
            RefuseCommercial(key, template);

            var text = TemplateRender.Render(key, version, template, request.Language ?? contact.Language ?? here.Language, here.Zone, request.Arguments);
            var recipient = new Recipient(contact.Address, request.ToName ?? contact.Name)
            {
                InstanceId = request.InstanceId,
                CaseKey = request.InstanceId is { } instance ? CaseKey.Of(instance) : null,
                NotBefore = ContactWindow.Of(quiet.Value, here.Zone).NotBefore(now, request.Urgent || template.Urgent)
            };
            var message = Message.Outgoing(Guid.CreateVersion7(now), text, recipient, request.Key, MailTokens.DomainOf(settings.Value.From), now);
            db.Add(message);
            outbox.Add(MailOutbox.MessageKind, message.Id.ToString(), new MailOrder(message.Id), message.NotBefore, message.InstanceId);
            await db.SaveChangesAsync(cancel);
            return SentMessage.Of(message);
        }

        // Only advertising needs consent and a look at the exclusion list; until both are kept here, none goes out.
        static void RefuseCommercial(string key, MessageTemplate template)
        {
            if (template.Purpose is MessagePurpose.Commercial)
                throw new RuleBrokenException(Texts.Of("CommercialRefused", key)) { Code = "message-commercial" };
        }
    }
}

/// <summary>The message that stands; or that there is no address to write to (<see cref="Id"/> is null).</summary>
public sealed record SentMessage(Guid? Id, DateTimeOffset? NotBefore)
{
    public string? Subject { get; init; }

    public static readonly SentMessage NoAddress = new(null, null);

    internal static SentMessage Of(Message message) => new(message.Id, message.NotBefore) { Subject = message.Subject };
}
