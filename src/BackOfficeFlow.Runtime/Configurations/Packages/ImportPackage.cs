using FluentValidation;
using FluentValidation.Results;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Publishes what a package holds and is not published like that already, as edits made here. All of it or nothing: a file with an error keeps the
/// others out, and the answer names each such file with its remedy. Scenarios are looked over and left to the configuration folder.
/// </summary>
/// <param name="Content">A zip as <see cref="ExportPackage"/> makes it.</param>
/// <param name="Comment">Why, for whoever reads the versions later.</param>
[SentBy(Senders.Designers)]
public sealed record ImportPackage(byte[] Content, string? Comment = null) : IRequest<ImportedPackage>
{
    public sealed class Validator : AbstractValidator<ImportPackage>
    {
        public Validator()
        {
            RuleFor(request => request.Content).NotEmpty();
            RuleFor(request => request.Comment).MaximumLength(500);
        }
    }

    internal sealed class Handler(ConfigurationCheck check, Configurations configurations, IEnumerable<IConfigurationKind> kinds, Audit audit) : IRequestHandler<ImportPackage, ImportedPackage>
    {
        public async Task<ImportedPackage> Handle(ImportPackage request, CancellationToken cancellationToken)
        {
            var files = Package.Read(request.Content).Select(file => (File: file, Kind: KindOf(file))).ToList();
            var answer = new ImportedPackage([], [], [.. files.Where(file => file.Kind is null).Select(file => file.File.Path)], []);
            // What others refer to comes first, so that a definition finds its forms and tables; a step that is a workflow of its own may come after what has it.
            var waiting = files.Where(file => file.Kind is not null).OrderBy(file => file.Kind!.Kind == ConfigurationKinds.Definition).ToList();
            IReadOnlyList<ValidationFailure> refused = [];
            for (var before = int.MaxValue; waiting.Count > 0 && waiting.Count < before;)
            {
                before = waiting.Count;
                (waiting, refused) = await Publish(waiting, request.Comment, answer, cancellationToken);
            }

            if (refused.Count > 0)
                throw new ValidationException(refused);
            if (answer.Published.Count > 0)
                audit.Write("ImportPackage", "package", answer.Published[0], new { answer.Published, request.Comment });
            return answer;
        }

        async Task<(List<(PackageFile, IConfigurationKind?)> Waiting, IReadOnlyList<ValidationFailure> Refused)> Publish(
            List<(PackageFile, IConfigurationKind?)> files, string? comment, ImportedPackage answer, CancellationToken cancel)
        {
            var waiting = new List<(PackageFile, IConfigurationKind?)>();
            var refused = new List<ValidationFailure>();
            foreach (var (file, kind) in files)
            {
                var findings = await check.Check(kind!, file.Area, file.Content, cancel);
                if (findings.Any(finding => finding.IsError))
                {
                    waiting.Add((file, kind));
                    refused.AddRange(findings.Where(finding => finding.IsError).Select(finding => new ValidationFailure(file.Path, finding.Message)));
                    continue;
                }

                var key = kind!.KeyOf(file.Area, Path.GetFileNameWithoutExtension(file.Name), file.Content);
                var standing = await configurations.Latest(kind.Kind, key, cancel);
                if (standing?.Hash == ConfigurationItem.HashOf(file.Content))
                {
                    answer.Unchanged.Add(file.Path);
                    continue;
                }

                await configurations.Publish(kind.Kind, file.Area, key, file.Content, ConfigurationSource.Here, comment, cancel);
                answer.Published.Add(file.Path);
                answer.Warnings.AddRange(findings.Select(finding => $"{file.Path}: {finding.Message}"));
            }

            return (waiting, refused);
        }

        IConfigurationKind? KindOf(PackageFile file) => kinds.FirstOrDefault(kind =>
            kind.Folder == file.Folder && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(kind.Pattern, file.Name) && kind.Takes(Path.GetFileNameWithoutExtension(file.Name)));
    }
}

/// <summary>What an import did, by files.</summary>
/// <param name="Published">Those that are new versions now.</param>
/// <param name="Unchanged">Those that were published like that already.</param>
/// <param name="LeftOut">Those that the product does not keep, scenarios above all.</param>
/// <param name="Warnings">What is doubtful in what was published.</param>
public sealed record ImportedPackage(List<string> Published, List<string> Unchanged, List<string> LeftOut, List<string> Warnings);
