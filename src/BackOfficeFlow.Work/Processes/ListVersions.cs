using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Processes;

/// <summary>The versions of a process, the newest first: who made each, when and why, and how many cases run by it.</summary>
[SentBy(Senders.Members)]
public sealed record ListVersions(string DefinitionId) : IRequest<IReadOnlyList<ProcessVersion>>
{
    public sealed class Validator : AbstractValidator<ListVersions>
    {
        public Validator() => RuleFor(request => request.DefinitionId).NotEmpty().MaximumLength(StoredText.UsualLength);
    }

    public sealed class Handler(BackOfficeDb db) : IRequestHandler<ListVersions, IReadOnlyList<ProcessVersion>>
    {
        public async Task<IReadOnlyList<ProcessVersion>> Handle(ListVersions request, CancellationToken cancel)
        {
            var cases = await db.Set<WorkflowInstance>()
                .Where(instance => instance.DefinitionId == request.DefinitionId && instance.FinishedAt == null)
                .GroupBy(instance => instance.DefinitionVersion)
                .Select(group => new { group.Key, Open = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Open, cancel);
            var versions = await db.Set<ConfigurationItem>()
                .Where(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == request.DefinitionId)
                .OrderByDescending(item => item.Version)
                .Select(item => new { item.Version, item.CreatedBy, item.CreatedAt, item.PublishedAt, item.IsPublished, item.Comment, item.Source })
                .ToListAsync(cancel);
            return
            [
                .. versions.Select(item => new ProcessVersion(item.Version)
                {
                    State = item.IsPublished ? VersionState.InForce : item.PublishedAt is null ? VersionState.Draft : VersionState.Earlier,
                    At = item.PublishedAt ?? item.CreatedAt,
                    By = item.CreatedBy,
                    IsFile = item.Source == ConfigurationSource.File,
                    Comment = item.Comment,
                    OpenCases = cases.GetValueOrDefault(item.Version)
                })
            ];
        }
    }
}

/// <summary>What a version is to new cases.</summary>
public enum VersionState
{
    /// <summary>Never published.</summary>
    Draft,
    /// <summary>New cases take it.</summary>
    InForce,
    /// <summary>Was published once.</summary>
    Earlier
}

/// <summary>A version of a process as the list of versions shows it.</summary>
public sealed record ProcessVersion(int Number)
{
    public VersionState State { get; init; }
    public DateTimeOffset At { get; init; }
    public string By { get; init; } = "";

    /// <summary>It came with the configuration folder.</summary>
    public bool IsFile { get; init; }
    public string? Comment { get; init; }
    public int OpenCases { get; init; }
}
