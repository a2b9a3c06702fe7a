using BackOfficeFlow.Data;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>One version of a definition, whole: the newest that is meant.</summary>
[SentBy(Senders.Members, Scope = KeyScopes.Definitions)]
public sealed record ShowDefinition(string DefinitionId, VersionChoice Versions) : IRequest<StoredDefinition>
{
    public sealed class Validator : AbstractValidator<ShowDefinition>
    {
        public Validator() => RuleFor(request => request.DefinitionId).NotEmpty().MaximumLength(StoredText.UsualLength);
    }

    public sealed class Handler(BackOfficeDb db) : IRequestHandler<ShowDefinition, StoredDefinition>
    {
        public async Task<StoredDefinition> Handle(ShowDefinition request, CancellationToken cancellationToken)
        {
            var versions = request.Versions.Of(db.Set<ConfigurationItem>().AsNoTracking().Where(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == request.DefinitionId));
            var item = await versions.OrderByDescending(item => item.Version).FirstOrDefaultAsync(cancellationToken) ?? throw DefinitionRules.Unknown(request.DefinitionId);
            return StoredDefinition.Of(item);
        }
    }
}
