using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>Points whoever has a definition as a step at its published version, and publishes them anew.</summary>
[SentBy(Senders.Designers, Scope = KeyScopes.Definitions)]
public sealed record UpdateReferences(string DefinitionId) : IRequest<IReadOnlyList<string>>
{
    public sealed class Validator : AbstractValidator<UpdateReferences>
    {
        public Validator() => RuleFor(request => request.DefinitionId).NotEmpty();
    }

    internal sealed class Handler(DefinitionRules rules, Configurations configurations, Audit audit) : IRequestHandler<UpdateReferences, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(UpdateReferences request, CancellationToken cancellationToken)
        {
            _ = await rules.RequireHeld(request.DefinitionId, cancellationToken);
            if (await configurations.Latest(ConfigurationKinds.Definition, request.DefinitionId, cancellationToken) is not { } published)
                return [];

            var updated = await configurations.PointConsumers(published, cancellationToken);
            foreach (var other in updated)
                audit.Write("UpdateReferences", DefinitionRules.Subject, other, new { To = request.DefinitionId, published.Version });
            return updated;
        }
    }
}
