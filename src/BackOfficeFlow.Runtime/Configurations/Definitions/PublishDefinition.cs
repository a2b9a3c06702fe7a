using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>Publishes the latest version of a definition as it stands; published already, nothing changes.</summary>
/// <param name="DefinitionId">Which one.</param>
/// <param name="Comment">Why, for whoever reads the versions later.</param>
/// <param name="AsksFirst">Do not publish what is doubtful: whoever asks wants to be asked, and will then say false.</param>
[SentBy(Senders.Designers, Scope = KeyScopes.Definitions)]
public sealed record PublishDefinition(string DefinitionId, string? Comment = null, bool AsksFirst = false) : IRequest<SavedDefinition>
{
    public sealed class Validator : AbstractValidator<PublishDefinition>
    {
        public Validator()
        {
            RuleFor(request => request.DefinitionId).NotEmpty();
            RuleFor(request => request.Comment).MaximumLength(500);
        }
    }

    internal sealed class Handler(DefinitionRules rules, DefinitionEdits edits) : IRequestHandler<PublishDefinition, SavedDefinition>
    {
        public async Task<SavedDefinition> Handle(PublishDefinition request, CancellationToken cancellationToken)
        {
            var latest = await rules.RequireHeld(request.DefinitionId, cancellationToken);
            return await edits.Publish(latest, await rules.Findings(latest, cancellationToken), request.Comment, request.AsksFirst, cancellationToken);
        }
    }
}
