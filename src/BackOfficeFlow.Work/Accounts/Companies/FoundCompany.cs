using System.Text.RegularExpressions;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Opens a company. Asking again for the same id leaves the one that stands as it is. The product sends it, with that tenant active.</summary>
[SentBy(Senders.Product)]
public sealed partial record FoundCompany(string TenantId, string Name, string Language = "es", string Zone = "Europe/Madrid") : IRequest<Unit>
{
    public sealed class Validator : AbstractValidator<FoundCompany>
    {
        public Validator()
        {
            RuleFor(request => request.TenantId).Must(id => IdForm().IsMatch(id)).WithMessage(_ => Texts.Of("TenantIdForm"));
            RuleFor(request => request.Name).NotEmpty().MaximumLength(StoredText.UsualLength);
            RuleFor(request => request.Language).Must(language => language is "es" or "en").WithMessage(_ => Texts.Of("LanguageUnknown"));
            RuleFor(request => request.Zone).Must(zone => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var _)).WithMessage(_ => Texts.Of("ZoneUnknown"));
        }
    }

    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<FoundCompany, Unit>
    {
        public async Task<Unit> Handle(FoundCompany request, CancellationToken cancel)
        {
            if (await db.Set<Tenant>().AnyAsync(tenant => tenant.Id == request.TenantId, cancel))
                return Unit.Value;

            db.Add(new Tenant
            {
                Id = request.TenantId,
                Name = request.Name.Trim(),
                Language = request.Language,
                Zone = request.Zone,
                Since = clock.GetUtcNow(),
            });
            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,38}$")]
    private static partial Regex IdForm();
}
