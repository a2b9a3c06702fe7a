using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>What is wrong, or doubtful, about the latest version of a definition: what whoever publishes it is shown before.</summary>
[SentBy(Senders.Designers, Scope = KeyScopes.Definitions)]
public sealed record CheckDefinition(string DefinitionId) : IRequest<IReadOnlyList<ConfigurationFinding>>
{
    public sealed class Validator : AbstractValidator<CheckDefinition>
    {
        public Validator() => RuleFor(request => request.DefinitionId).NotEmpty();
    }

    internal sealed class Handler(DefinitionRules rules) : IRequestHandler<CheckDefinition, IReadOnlyList<ConfigurationFinding>>
    {
        public async Task<IReadOnlyList<ConfigurationFinding>> Handle(CheckDefinition request, CancellationToken cancellationToken) =>
            await rules.Findings(await rules.Require(request.DefinitionId, cancellationToken), cancellationToken);
    }
}
