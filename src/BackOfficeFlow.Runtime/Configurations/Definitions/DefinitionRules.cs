using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>What all that change definitions have in common.</summary>
sealed class DefinitionRules(BackOfficeDb db, Configurations configurations, ConfigurationCheck check)
{
    /// <summary>What audit rows call a definition.</summary>
    public const string Subject = ConfigurationKinds.Definition;

    public static RuleBrokenException Unknown(string definitionId) => new(Texts.Say("NoSuchDefinition", definitionId)) { Code = "not-found" };

    /// <summary>The latest version, which nobody else changes until this transaction ends; null: there is no such definition.</summary>
    public async Task<ConfigurationItem?> Hold(string definitionId, CancellationToken cancel)
    {
        await configurations.Hold(ConfigurationKinds.Definition, definitionId, cancel);
        return await db.Set<ConfigurationItem>().FirstOrDefaultAsync(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == definitionId && item.IsLatest, cancel);
    }

    /// <exception cref="RuleBrokenException">There is no such definition.</exception>
    public async Task<ConfigurationItem> RequireHeld(string definitionId, CancellationToken cancel) => await Hold(definitionId, cancel) ?? throw Unknown(definitionId);

    /// <summary>The latest version, to look at.</summary>
    /// <exception cref="RuleBrokenException">There is no such definition.</exception>
    public async Task<ConfigurationItem> Require(string definitionId, CancellationToken cancel) =>
        await db.Set<ConfigurationItem>().AsNoTracking().FirstOrDefaultAsync(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == definitionId && item.IsLatest, cancel)
        ?? throw Unknown(definitionId);

    /// <summary>The latest version, for a case of a designer who tries it: nobody changes it until that case is stored. Null: there is no such definition.</summary>
    /// <exception cref="ValidationException">It has errors; says all of them.</exception>
    public async Task<PublishedVersion?> Runnable(string definitionId, CancellationToken cancel)
    {
        if (await Hold(definitionId, cancel) is not { } latest)
            return null;
        if (!latest.IsPublished)
            RequireNoErrors(await Findings(latest, cancel));
        return new PublishedVersion(latest.Id, latest.Version, latest.Area);
    }

    /// <summary>What is wrong, or doubtful, each with the name of its activity.</summary>
    public Task<IReadOnlyList<ConfigurationFinding>> Findings(ConfigurationItem item, CancellationToken cancel) =>
        check.Check(check.Kind(ConfigurationKinds.Definition)!, item.Area, item.Content, cancel);

    /// <exception cref="ValidationException">It has errors; says all of them.</exception>
    public static void RequireNoErrors(IEnumerable<ConfigurationFinding> findings)
    {
        var errors = findings.Where(finding => finding.IsError).Select(finding => new ValidationFailure(finding.Place, finding.Message)).ToList();
        if (errors.Count > 0)
            throw new ValidationException(errors);
    }

    /// <exception cref="ValidationException">It would work, but something about it is doubtful; says all of it, as warnings.</exception>
    public static void RequireNoDoubts(IEnumerable<ConfigurationFinding> findings)
    {
        var doubts = findings.Where(finding => !finding.IsError).Select(finding => new ValidationFailure(finding.Place, finding.Message) { Severity = FluentValidation.Severity.Warning }).ToList();
        if (doubts.Count > 0)
            throw new ValidationException(doubts);
    }

    /// <summary>Whoever has it as a step.</summary>
    public async Task<IReadOnlyList<string>> Consumers(string definitionId, CancellationToken cancel)
    {
        var others = await db.Set<ConfigurationItem>().AsNoTracking()
            .Where(item => item.Kind == ConfigurationKinds.Definition && (item.IsLatest || item.IsPublished) && item.EntryKey != definitionId)
            .Select(item => new { item.EntryKey, item.Content })
            .ToListAsync(cancel);
        return [.. others.Where(other => Uses(other.Content, definitionId)).Select(other => other.EntryKey).Distinct().Order(StringComparer.Ordinal)];
    }

    static bool Uses(byte[] content, string definitionId) =>
        DefinitionReader.Read(content).Definition?.Activities.Any(activity => WorkflowUse.Of(activity)?.DefinitionId == definitionId) == true;
}
