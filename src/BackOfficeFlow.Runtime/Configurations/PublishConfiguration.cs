using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Publishes a definition, form, table, text file or template that somebody has edited here, as the next version of its key. Content with an
/// error is not published: the answer says where and why, and nothing is stored.
/// </summary>
/// <param name="Kind">One of <see cref="ConfigurationKinds"/>.</param>
/// <param name="Area">The folder below workflows/ that it belongs to, e.g. "orders".</param>
/// <param name="Name">Its file's name without extension; a definition is stored by the id that it states itself.</param>
/// <param name="Content">The file as it stands, byte for byte; at most <see cref="MaximumSize"/>.</param>
/// <param name="Comment">Why, for whoever reads the versions later.</param>
[SentBy(Senders.Designers)]
public sealed record PublishConfiguration(string Kind, string Area, string Name, byte[] Content, string? Comment = null) : IRequest<PublishedConfiguration>
{
    /// <summary>Bytes that a single item may have.</summary>
    public const int MaximumSize = 10 * 1024 * 1024;

    public sealed class Validator : AbstractValidator<PublishConfiguration>
    {
        public Validator(IEnumerable<IConfigurationKind> kinds)
        {
            RuleFor(request => request.Kind).Must(kind => kinds.Any(known => known.Kind == kind))
                .WithMessage(request => Texts.Say("KindUnknown", request.Kind, string.Join(", ", kinds.Select(kind => kind.Kind).Order(StringComparer.Ordinal))));
            RuleFor(request => request.Area).NotEmpty().MaximumLength(50).Matches("^[a-z0-9-]+$").WithMessage(request => Texts.Say("AreaShape", request.Area));
            RuleFor(request => request.Name).NotEmpty().MaximumLength(150);
            RuleFor(request => request.Content).NotEmpty();
            RuleFor(request => request.Content).Must(content => content.Length <= MaximumSize)
                .WithMessage(request => Texts.Say("ContentTooLarge", request.Content.Length, MaximumSize)).When(request => request.Content is not null);
            RuleFor(request => request.Comment).MaximumLength(500);
        }
    }

    internal sealed class Handler(ConfigurationCheck check, Configurations configurations, Audit audit) : IRequestHandler<PublishConfiguration, PublishedConfiguration>
    {
        public async Task<PublishedConfiguration> Handle(PublishConfiguration request, CancellationToken cancellationToken)
        {
            var kind = check.Kind(request.Kind)!;
            var findings = await check.Check(kind, request.Area, request.Content, cancellationToken);
            if (findings.Any(finding => finding.IsError))
                return new PublishedConfiguration(null, 0, findings);

            var key = kind.KeyOf(request.Area, request.Name, request.Content);
            var item = await configurations.Publish(request.Kind, request.Area, key, request.Content, ConfigurationSource.Here, request.Comment, cancellationToken);
            audit.Write("PublishConfiguration", request.Kind, key, new { item.Version, item.Hash, request.Comment });
            return new PublishedConfiguration(item.Id, item.Version, findings);
        }
    }
}

/// <summary>What came of it: the version that is in force now, or null and the errors that kept it from being published; warnings either way.</summary>
public sealed record PublishedConfiguration(Guid? VersionId, int Version, IReadOnlyList<ConfigurationFinding> Findings);
