using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Runtime;

/// <summary>What stands between an edit and the store: whether it began with what stands there, and what publishing takes.</summary>
sealed partial class DefinitionEdits(BackOfficeDb db, DefinitionRules rules, Configurations configurations, RecentSaves recent, CurrentCaller current, Audit audit, OpenTransaction transaction)
{
    /// <summary>Where a definition made here stands until a file puts it elsewhere: its texts, forms and tables are those that all areas share.</summary>
    const string Shared = "shared";

    /// <summary>An editor says the revision that it began with; a program at least the version.</summary>
    /// <exception cref="RuleBrokenException">Somebody else has changed it since, or it may not be changed.</exception>
    public void RequireCurrent(string definitionId, ConfigurationItem? latest, string? began, string? versionId)
    {
        if (latest is null)
        {
            // A copy under another name says the revision of what it was copied from, but not its version.
            if (began is not null && Guid.TryParse(versionId, out var gone) && began.StartsWith($"{gone:N}.", StringComparison.Ordinal))
                throw new RuleBrokenException(Texts.Say("DefinitionGone", definitionId)) { Code = "definition-gone" };
            return;
        }

        RequireEditable(latest);
        var revision = StoredDefinition.RevisionOf(latest);
        var isCurrent = began is not null
            ? began == revision || recent.IsOwn(db.RequiredTenantId, definitionId, current.Caller.UserId, began, revision)
            : versionId is null || !Guid.TryParse(versionId, out var id) || id == latest.Id;
        if (!isCurrent)
            throw new RuleBrokenException(Texts.Say("DefinitionOvertaken", definitionId, latest.CreatedBy, latest.Version)) { Code = "definition-overtaken" };
    }

    /// <exception cref="RuleBrokenException">Its author wants nobody to change it.</exception>
    public static void RequireEditable(ConfigurationItem latest)
    {
        if (DefinitionReader.Read(latest.Content).Definition is { IsReadonly: true })
            throw new RuleBrokenException(Texts.Say("DefinitionReadonly", latest.EntryKey)) { Code = "definition-readonly" };
    }

    /// <summary>Remembers a save, once it is committed.</summary>
    public void Note(string definitionId, ConfigurationItem item, string? began)
    {
        var (tenant, user, based, became) = (db.RequiredTenantId, current.Caller.UserId, began, StoredDefinition.RevisionOf(item));
        if (based is not null)
            transaction.AfterCommit(() => recent.Note(tenant, definitionId, user, based, became));
    }

    /// <summary>Publishes it; where whoever publishes wants to be asked first, nothing doubtful.</summary>
    /// <exception cref="FluentValidation.ValidationException">It has errors; says all of them, and nothing is kept.</exception>
    public async Task<SavedDefinition> Publish(ConfigurationItem item, IReadOnlyList<ConfigurationFinding> findings, string? comment, bool asksFirst, CancellationToken cancel)
    {
        if (item.IsPublished)
            return new SavedDefinition(StoredDefinition.Of(item), true, findings);

        DefinitionRules.RequireNoErrors(findings);
        if (asksFirst)
            DefinitionRules.RequireNoDoubts(findings);
        var published = await configurations.Publish(item.Kind, item.Area, item.EntryKey, item.Content, ConfigurationSource.Here, comment, cancel);
        audit.Write("PublishDefinition", DefinitionRules.Subject, item.EntryKey, new { published.Version, published.Hash, Comment = comment });
        var isStep = DefinitionReader.Read(published.Content).Definition is { Options.UsableAsActivity: true };
        return new SavedDefinition(StoredDefinition.Of(published), false, findings) { Consumers = isStep ? (await rules.Consumers(item.EntryKey, cancel)).Count : 0 };
    }

    /// <exception cref="RuleBrokenException">It asks for an area that no folder could have.</exception>
    public static string NewArea(JsonObject model)
    {
        var area = DefinitionText.AreaOf(model) ?? Shared;
        return AreaShape().IsMatch(area) ? area : throw new RuleBrokenException(Texts.Say("AreaShape", area)) { Code = "area-shape" };
    }

    [GeneratedRegex("^[a-z0-9-]{1,50}$")]
    private static partial Regex AreaShape();
}
