using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Takes a definition in that was exported here or by Elsa: as a new draft, byte for byte. A draft that stands stays among the versions; the content
/// that stands already changes nothing.
/// </summary>
[SentBy(Senders.Designers, Scope = KeyScopes.Definitions)]
public sealed record ImportDefinition(byte[] Content) : IRequest<StoredDefinition>
{
    public sealed class Validator : AbstractValidator<ImportDefinition>
    {
        public Validator()
        {
            RuleFor(request => request.Content).NotEmpty();
            RuleFor(request => request.Content).Must(content => content.Length <= PublishConfiguration.MaximumSize)
                .WithMessage(request => Texts.Say("ContentTooLarge", request.Content.Length, PublishConfiguration.MaximumSize)).When(request => request.Content is not null);
        }
    }

    internal sealed class Handler(DefinitionRules rules, Configurations configurations, Audit audit) : IRequestHandler<ImportDefinition, StoredDefinition>
    {
        public async Task<StoredDefinition> Handle(ImportDefinition request, CancellationToken cancellationToken)
        {
            var read = DefinitionReader.Read(request.Content);
            var definition = read.Definition ?? throw new RuleBrokenException(string.Join(" ", read.Findings.Select(finding => FindingTexts.Say(finding, CultureInfo.CurrentUICulture)))) { Code = "definition-broken" };
            if (definition.DefinitionId.Length > StoredText.UsualLength)
                throw new RuleBrokenException(Texts.Say("DefinitionIdTooLong", StoredText.UsualLength)) { Code = "definition-id-too-long" };

            var latest = await rules.Hold(definition.DefinitionId, cancellationToken);
            if (latest is not null)
                DefinitionEdits.RequireEditable(latest);
            if (latest?.Hash == ConfigurationItem.HashOf(request.Content))
                return StoredDefinition.Of(latest);

            var area = latest?.Area ?? DefinitionEdits.NewArea(DefinitionText.Read(request.Content));
            var draft = await configurations.SaveDraft(ConfigurationKinds.Definition, area, definition.DefinitionId, _ => request.Content, null, cancellationToken, isNew: true);
            audit.Write("ImportDefinition", DefinitionRules.Subject, definition.DefinitionId, new { draft.Version, draft.Hash });
            return StoredDefinition.Of(draft);
        }
    }
}
