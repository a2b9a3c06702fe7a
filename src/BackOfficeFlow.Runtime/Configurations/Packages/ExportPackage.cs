using BackOfficeFlow.Data;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// The processes of an area with all that belongs to them, as they are published: definitions, forms, tables, templates, texts, what areas share,
/// and the scenarios of the configuration folder, which are kept nowhere else. The bytes are those that were published.
/// </summary>
[SentBy(Senders.Designers)]
public sealed record ExportPackage(string Area) : IRequest<ExportedPackage>
{
    const string Shared = "shared";
    const string Scenarios = "scenarios";

    public sealed class Validator : AbstractValidator<ExportPackage>
    {
        public Validator() => RuleFor(request => request.Area).NotEmpty().MaximumLength(50).Matches("^[a-z0-9-]+$").WithMessage(request => Texts.Say("AreaShape", request.Area));
    }

    internal sealed class Handler(BackOfficeDb db, IEnumerable<IConfigurationKind> kinds, ConfigurationPlace place) : IRequestHandler<ExportPackage, ExportedPackage>
    {
        public async Task<ExportedPackage> Handle(ExportPackage request, CancellationToken cancellationToken)
        {
            var items = await db.Set<ConfigurationItem>().AsNoTracking()
                .Where(item => item.IsPublished && (item.Area == request.Area || item.Area == Shared))
                .ToListAsync(cancellationToken);
            if (!items.Exists(item => item.Area == request.Area))
                throw new RuleBrokenException(Texts.Say("AreaEmpty", request.Area)) { Code = "not-found" };

            var files = items.Join(kinds, item => item.Kind, kind => kind.Kind, File).Concat(await ReadScenarios(request.Area, cancellationToken));
            return new ExportedPackage($"{request.Area}.zip", Package.Write(files));
        }

        static PackageFile File(ConfigurationItem item, IConfigurationKind kind) => new(item.Area, kind.Folder, kind.FileOf(item.EntryKey), item.Content);

        async Task<IReadOnlyList<PackageFile>> ReadScenarios(string area, CancellationToken cancel)
        {
            if (place.Find() is not { } root || Path.Combine(root, area, Scenarios) is var folder && !Directory.Exists(folder))
                return [];
            var files = new List<PackageFile>();
            foreach (var file in Directory.GetFiles(folder).Where(file => Path.GetFileName(file)[0] != '.').Order(StringComparer.Ordinal))
                files.Add(new PackageFile(area, Scenarios, Path.GetFileName(file), await System.IO.File.ReadAllBytesAsync(file, cancel)));
            return files;
        }
    }
}

/// <summary>A package as a file to keep.</summary>
public sealed record ExportedPackage(string Name, byte[] Content);
