using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Customers;

/// <summary>Makes a party known, or brings what is known of it up to date: its number decides.</summary>
[SentBy(Senders.Product)]
public sealed record RegisterParty(string Number, PartyKind Kind, LegalForm LegalForm, string Name) : IRequest<Guid>
{
    public string? TaxId { get; init; }
    public string Language { get; init; } = "es";
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Address { get; init; }
    public bool IsVulnerable { get; init; }
    public string? VulnerableSource { get; init; }

    public sealed class Validator : AbstractValidator<RegisterParty>
    {
        public Validator()
        {
            RuleFor(request => request.Number).NotEmpty().MaximumLength(Party.NumberLength);
            RuleFor(request => request.Name).NotEmpty().MaximumLength(StoredText.UsualLength);
            RuleFor(request => request.TaxId).MaximumLength(20);
            RuleFor(request => request.Language).Must(language => language is "es" or "en").WithMessage(_ => Texts.Say("LanguageUnknown"));
            RuleFor(request => request.Email).EmailAddress().MaximumLength(254).When(request => !string.IsNullOrEmpty(request.Email));
            RuleFor(request => request.Address).MaximumLength(ContactPoint.ValueLength);
            RuleFor(request => request.VulnerableSource).NotEmpty().When(request => request.IsVulnerable);
        }
    }

    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<RegisterParty, Guid>
    {
        public async Task<Guid> Handle(RegisterParty request, CancellationToken cancel)
        {
            var standing = await db.Set<Party>().Include(row => row.ContactPoints).FirstOrDefaultAsync(row => row.Number == request.Number, cancel);
            var now = clock.GetUtcNow();
            var party = standing ?? request.Make(now);
            if (standing is null)
                db.Add(party);
            db.AddRange(request.Update(party, now));
            await db.SaveChangesAsync(cancel);
            return party.Id;
        }
    }

    internal Party Make(DateTimeOffset now) => new() { Id = Guid.CreateVersion7(now), Number = Number, Kind = Kind, LegalForm = LegalForm, Name = Name, CreatedAt = now };

    /// <summary>Brings a party up to date whose contact points are known.</summary>
    /// <returns>The contact points that are new.</returns>
    internal IReadOnlyList<ContactPoint> Update(Party party, DateTimeOffset now)
    {
        party.Update(this);
        return [.. Points().Select(point => party.ReachAt(point.Kind, point.Value, preferredOrder: 1, now)).OfType<ContactPoint>()];
    }

    IEnumerable<(ContactKind Kind, string Value)> Points()
    {
        if (!string.IsNullOrWhiteSpace(Email))
            yield return (ContactKind.Email, Email);
        if (!string.IsNullOrWhiteSpace(Phone))
            yield return (ContactKind.Phone, Phone);
        if (!string.IsNullOrWhiteSpace(Address))
            yield return (ContactKind.Address, Address);
    }
}
