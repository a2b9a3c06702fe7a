using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Processes;

/// <summary>Every process, published or not, with what its designer wants to know of it: how it stands, and how its open cases do.</summary>
[SentBy(Senders.Members)]
public sealed record SurveyProcesses : IRequest<IReadOnlyList<SurveyedProcess>>
{
    public sealed class Handler(BackOfficeDb db, ProcessNames names) : IRequestHandler<SurveyProcesses, IReadOnlyList<SurveyedProcess>>
    {
        public async Task<IReadOnlyList<SurveyedProcess>> Handle(SurveyProcesses request, CancellationToken cancel)
        {
            var items = db.Set<ConfigurationItem>().AsNoTracking().Where(item => item.Kind == ConfigurationKinds.Definition);
            var latest = await items.Where(item => item.IsLatest).ToListAsync(cancel);
            var published = await items.Where(item => item.IsPublished).ToDictionaryAsync(item => item.EntryKey, item => item.Version, cancel);
            var cases = await db.Set<WorkflowInstance>()
                .Where(instance => instance.FinishedAt == null)
                .GroupBy(instance => instance.DefinitionId)
                .Select(group => new { group.Key, Open = group.Count(), Incidents = group.Sum(instance => instance.IncidentCount) })
                .ToDictionaryAsync(group => group.Key, cancel);

            var found = new List<SurveyedProcess>(latest.Count);
            foreach (var item in latest)
                found.Add(new SurveyedProcess(item.EntryKey, await names.Of(item, cancel))
                {
                    State = SurveyedProcess.StateOf(item.PublishedAt is not null, published.GetValueOrDefault(item.EntryKey), item.Version),
                    Version = item.Version,
                    PublishedVersion = published.TryGetValue(item.EntryKey, out var version) ? version : null,
                    OpenCases = cases.GetValueOrDefault(item.EntryKey)?.Open ?? 0,
                    Incidents = cases.GetValueOrDefault(item.EntryKey)?.Incidents ?? 0,
                    ChangedAt = item.PublishedAt ?? item.CreatedAt,
                    ChangedBy = item.CreatedBy
                });

            return [.. found.OrderBy(process => process.Name, StringComparer.CurrentCulture)];
        }
    }
}

/// <summary>How a process stands with its designers.</summary>
public enum ProcessState
{
    /// <summary>Never published.</summary>
    Draft,
    /// <summary>New cases take the newest version.</summary>
    Published,
    /// <summary>New cases take an earlier version; a draft waits to be published.</summary>
    Changed,
    /// <summary>Was published, and is no more: no new cases begin.</summary>
    Retracted
}

/// <summary>A process as the list of processes shows it.</summary>
public sealed record SurveyedProcess(string DefinitionId, string Name)
{
    public ProcessState State { get; init; }

    /// <summary>The newest, published or not.</summary>
    public int Version { get; init; }
    public int? PublishedVersion { get; init; }
    public int OpenCases { get; init; }
    public int Incidents { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public string ChangedBy { get; init; } = "";

    /// <param name="latestWasPublished">Whether the newest version has ever been published.</param>
    /// <param name="published">The version that new cases take; 0 when none does.</param>
    /// <param name="latest">The newest version.</param>
    public static ProcessState StateOf(bool latestWasPublished, int published, int latest) =>
        published == latest ? ProcessState.Published
        : published > 0 ? ProcessState.Changed
        : latestWasPublished ? ProcessState.Retracted
        : ProcessState.Draft;
}
