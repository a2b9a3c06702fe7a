using System.Text.Json.Nodes;
using BackOfficeFlow.Engine.Activities;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Keeps what a designer has drawn: as the draft that stands, as a new draft after what was published, or as a new definition; and publishes it
/// when that is asked. A draft may be wrong; what is published may not. What somebody else has changed meanwhile is not overwritten.
/// </summary>
/// <param name="Model">The definition as the designer sends it, a JSON object; at most <see cref="PublishConfiguration.MaximumSize"/>.</param>
/// <param name="Publishes">Publish it too.</param>
/// <param name="Comment">Why it is published.</param>
/// <param name="AsksFirst">Neither publish nor keep what is doubtful: whoever asks wants to be asked, and will then say false.</param>
[SentBy(Senders.Designers, Scope = KeyScopes.Definitions)]
public sealed record SaveDefinition(byte[] Model, bool Publishes, string? Comment = null, bool AsksFirst = false) : IRequest<SavedDefinition>
{
    public sealed class Validator : AbstractValidator<SaveDefinition>
    {
        public Validator()
        {
            RuleFor(request => request.Model).NotEmpty();
            RuleFor(request => request.Model).Must(model => model.Length <= PublishConfiguration.MaximumSize)
                .WithMessage(request => Texts.Say("ContentTooLarge", request.Model.Length, PublishConfiguration.MaximumSize)).When(request => request.Model is not null);
            RuleFor(request => request.Comment).MaximumLength(500);
        }
    }

    internal sealed class Handler(DefinitionRules rules, Configurations configurations, DefinitionEdits edits, ActivityRegistry activities, OpenTransaction transaction) : IRequestHandler<SaveDefinition, SavedDefinition>
    {
        public async Task<SavedDefinition> Handle(SaveDefinition request, CancellationToken cancellationToken)
        {
            var model = DefinitionText.Read(request.Model);
            RequireKnownRoot(model);
            var key = DefinitionText.TextOf(model, "definitionId") ?? Guid.CreateVersion7(transaction.Now).ToString("N");
            var latest = await rules.Hold(key, cancellationToken);
            var standing = latest is null ? null : DefinitionText.Read(latest.Content);
            var text = DefinitionText.Merge(standing, model);
            var item = latest;
            // What stands there already, in the very words, was sent twice because its answer was lost.
            if (standing is null || !DefinitionText.IsSame(standing, text))
            {
                var began = DefinitionText.RevisionOf(model);
                edits.RequireCurrent(key, latest, began, DefinitionText.TextOf(model, "id"));
                item = await configurations.SaveDraft(
                    ConfigurationKinds.Definition, latest?.Area ?? DefinitionEdits.NewArea(model), key, row => DefinitionText.Write(text, row.Id, key, row.Version), request.Comment, cancellationToken);
                edits.Note(key, item, began);
            }

            var findings = await rules.Findings(item!, cancellationToken);
            if (request.Publishes)
                return await edits.Publish(item!, findings, request.Comment, request.AsksFirst, cancellationToken);
            return new SavedDefinition(StoredDefinition.Of(item!), false, findings);
        }

        // What does not even begin with something that the engine runs could never be published, and the designer would go on drawing it.
        void RequireKnownRoot(JsonObject model)
        {
            if (model["root"] is JsonObject root && DefinitionText.TextOf(root, "type") is { } type && type.Contains('.', StringComparison.Ordinal) && activities.Find(type) is null)
                throw new RuleBrokenException(Texts.Say("RootUnsupported", type)) { Code = "root-unsupported" };
        }
    }
}

/// <summary>What came of an edit.</summary>
/// <param name="Definition">The version as it stands now.</param>
/// <param name="WasPublished">It was the published version before, unchanged.</param>
/// <param name="Findings">What is wrong, or doubtful, about it.</param>
public sealed record SavedDefinition(StoredDefinition Definition, bool WasPublished, IReadOnlyList<ConfigurationFinding> Findings)
{
    /// <summary>How many other definitions have it as a step; counted when it is published.</summary>
    public int Consumers { get; init; }
}
