using BackOfficeFlow.Data;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Decides between a file and what was made of its item here. Taken, the file becomes the next published version, unless it has an error; what
/// stood here stays among the versions, a draft too. Otherwise what stands here is kept, and the file is not offered again until it changes.
/// </summary>
/// <param name="Kind">The item's kind.</param>
/// <param name="Key">The item's key.</param>
/// <param name="TakesFile">Take the file; false: keep what stands here.</param>
/// <param name="Comment">Why, for whoever reads the versions and the audit later.</param>
/// <param name="FileHash">What the file held when it was shown: another content would be decided upon unseen.</param>
[SentBy(Senders.Designers, Scope = KeyScopes.Definitions)]
public sealed record SettleFileConflict(string Kind, string Key, bool TakesFile, string? Comment, string FileHash) : IRequest<SettledFile>
{
    /// <summary>What stood here when it was shown; null: whatever stands here now.</summary>
    public string? HereHash { get; init; }

    public sealed class Validator : AbstractValidator<SettleFileConflict>
    {
        public Validator()
        {
            RuleFor(request => request.Kind).NotEmpty();
            RuleFor(request => request.Key).NotEmpty();
            RuleFor(request => request.Comment).MaximumLength(500);
            RuleFor(request => request.FileHash).NotEmpty();
        }
    }

    internal sealed class Handler(BackOfficeDb db, FileConflicts conflicts, ImportFile import, Configurations configurations, Audit audit) : IRequestHandler<SettleFileConflict, SettledFile>
    {
        public async Task<SettledFile> Handle(SettleFileConflict request, CancellationToken cancellationToken)
        {
            await configurations.Hold(request.Kind, request.Key, cancellationToken);
            var conflict = await conflicts.Find(request.Kind, request.Key, cancellationToken) ?? throw new RuleBrokenException(Texts.Say("FileSettled", request.Key)) { Code = "file-settled" };
            var here = await db.Set<ConfigurationItem>().SingleAsync(item => item.Id == conflict.Here.LatestId, cancellationToken);
            RequireAsShown(request, conflict.File, here);

            var settled = request.TakesFile ? await Take(conflict.File, request.Comment, cancellationToken) : await Keep(conflict.File, here, cancellationToken);
            audit.Write("SettleFileConflict", request.Kind, request.Key, new { request.TakesFile, File = conflict.File.Path, conflict.File.Hash, settled.Version, request.Comment });
            return settled;
        }

        static void RequireAsShown(SettleFileConflict request, FoundFile file, ConfigurationItem here)
        {
            if (file.Hash != request.FileHash)
                throw new RuleBrokenException(Texts.Say("FileOvertaken", file.Path)) { Code = "file-overtaken" };
            if (request.HereHash is not null && here.Hash != request.HereHash)
                throw new RuleBrokenException(Texts.Say("FileItemOvertaken", request.Key, here.CreatedBy)) { Code = "file-item-overtaken" };
        }

        async Task<SettledFile> Take(FoundFile file, string? comment, CancellationToken cancel)
        {
            var findings = await import.Check(file, cancel);
            DefinitionRules.RequireNoErrors(findings);
            var item = await file.Publish(configurations, cancel, comment, isNew: true);
            return new SettledFile(item.Version, findings);
        }

        async Task<SettledFile> Keep(FoundFile file, ConfigurationItem here, CancellationToken cancel)
        {
            here.KeptOverHash = file.Hash;
            await db.SaveChangesAsync(cancel);
            return new SettledFile(here.Version, []);
        }
    }
}

/// <summary>What was decided.</summary>
/// <param name="Version">The version that stands here now.</param>
/// <param name="Findings">What is doubtful about a file that was taken.</param>
public sealed record SettledFile(int Version, IReadOnlyList<ConfigurationFinding> Findings);
