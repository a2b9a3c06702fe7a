using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>Takes a definition out of use: nothing starts by it any more, and what runs goes on.</summary>
/// <param name="DefinitionId">Which one.</param>
/// <param name="Comment">Why.</param>
[SentBy(Senders.Designers, Scope = KeyScopes.Definitions)]
public sealed record RetractDefinition(string DefinitionId, string? Comment = null) : IRequest<RetractedDefinition>
{
    public sealed class Validator : AbstractValidator<RetractDefinition>
    {
        public Validator()
        {
            RuleFor(request => request.DefinitionId).NotEmpty();
            RuleFor(request => request.Comment).MaximumLength(500);
        }
    }

    internal sealed class Handler(DefinitionRules rules, Configurations configurations, Audit audit) : IRequestHandler<RetractDefinition, RetractedDefinition>
    {
        public async Task<RetractedDefinition> Handle(RetractDefinition request, CancellationToken cancellationToken)
        {
            var latest = await rules.RequireHeld(request.DefinitionId, cancellationToken);
            var wasPublished = await configurations.Retract(ConfigurationKinds.Definition, request.DefinitionId, cancellationToken);
            if (wasPublished)
                audit.Write("RetractDefinition", DefinitionRules.Subject, request.DefinitionId, new { request.Comment });
            return new RetractedDefinition(StoredDefinition.Of(latest), wasPublished);
        }
    }
}

/// <summary>The latest version, and whether any was published before.</summary>
public sealed record RetractedDefinition(StoredDefinition Definition, bool WasPublished);
