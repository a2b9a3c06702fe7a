using BackOfficeFlow.Data;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Versions of definitions by their ids, whole, in the order asked for; those that are not there are left out.</summary>
[SentBy(Senders.Members, Scope = KeyScopes.Definitions)]
public sealed record ShowDefinitionVersions(IReadOnlyList<Guid> Ids) : IRequest<IReadOnlyList<StoredDefinition>>
{
    public sealed class Validator : AbstractValidator<ShowDefinitionVersions>
    {
        public Validator() => RuleFor(request => request.Ids.Count).LessThanOrEqualTo(200).OverridePropertyName("Ids");
    }

    public sealed class Handler(BackOfficeDb db) : IRequestHandler<ShowDefinitionVersions, IReadOnlyList<StoredDefinition>>
    {
        public async Task<IReadOnlyList<StoredDefinition>> Handle(ShowDefinitionVersions request, CancellationToken cancellationToken)
        {
            var items = await db.Set<ConfigurationItem>().AsNoTracking()
                .Where(item => item.Kind == ConfigurationKinds.Definition && request.Ids.Contains(item.Id))
                .ToListAsync(cancellationToken);
            return [.. request.Ids.Distinct().Select(id => items.Find(item => item.Id == id)).OfType<ConfigurationItem>().Select(StoredDefinition.Of)];
        }
    }
}
