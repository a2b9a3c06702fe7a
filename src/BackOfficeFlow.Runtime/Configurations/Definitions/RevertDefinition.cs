using BackOfficeFlow.Data;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Copies an earlier version of a definition into a new draft. A draft that stands is not lost: it stays among the versions.</summary>
[SentBy(Senders.Designers, Scope = KeyScopes.Definitions)]
public sealed record RevertDefinition(string DefinitionId, int Version) : IRequest<StoredDefinition>
{
    public sealed class Validator : AbstractValidator<RevertDefinition>
    {
        public Validator()
        {
            RuleFor(request => request.DefinitionId).NotEmpty();
            RuleFor(request => request.Version).GreaterThan(0);
        }
    }

    internal sealed class Handler(BackOfficeDb db, DefinitionRules rules, Configurations configurations, Audit audit) : IRequestHandler<RevertDefinition, StoredDefinition>
    {
        public async Task<StoredDefinition> Handle(RevertDefinition request, CancellationToken cancellationToken)
        {
            var latest = await rules.RequireHeld(request.DefinitionId, cancellationToken);
            DefinitionEdits.RequireEditable(latest);
            var earlier = await db.Set<ConfigurationItem>().AsNoTracking().FirstOrDefaultAsync(
                    item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == request.DefinitionId && item.Version == request.Version, cancellationToken)
                ?? throw new RuleBrokenException(Texts.Say("NoSuchVersion", request.DefinitionId, request.Version)) { Code = "not-found" };
            var text = DefinitionText.Read(earlier.Content);
            var draft = await configurations.SaveDraft(
                ConfigurationKinds.Definition, latest.Area, request.DefinitionId, row => DefinitionText.Write(text, row.Id, request.DefinitionId, row.Version), null, cancellationToken, isNew: true);
            audit.Write("RevertDefinition", DefinitionRules.Subject, request.DefinitionId, new { To = request.Version, draft.Version });
            return StoredDefinition.Of(draft);
        }
    }
}
