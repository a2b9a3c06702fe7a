using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Deletes a definition, or one version of it, that no case has run. What cases have run stays: their story is told by it.</summary>
/// <param name="DefinitionId">Which one; with a version, whose version it is.</param>
/// <param name="VersionId">Only this version.</param>
[SentBy(Senders.Designers, Scope = KeyScopes.Definitions)]
public sealed record DeleteDefinition(string? DefinitionId, Guid? VersionId = null) : IRequest<int>
{
    internal sealed class Handler(BackOfficeDb db, DefinitionRules rules, Configurations configurations, Audit audit, OpenTransaction transaction) : IRequestHandler<DeleteDefinition, int>
    {
        public async Task<int> Handle(DeleteDefinition request, CancellationToken cancellationToken)
        {
            var key = request.DefinitionId ?? await KeyOf(request.VersionId, cancellationToken);
            _ = await rules.RequireHeld(key, cancellationToken);
            var all = await db.Set<ConfigurationItem>().Where(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == key).OrderBy(item => item.Version).ToListAsync(cancellationToken);
            var gone = request.VersionId is { } one ? all.Where(item => item.Id == one).ToList() : all;
            await RequireUnused(key, gone, cancellationToken);
            await Delete(key, all, gone, cancellationToken);
            return gone.Count;
        }

        async Task<string> KeyOf(Guid? versionId, CancellationToken cancel) =>
            await db.Set<ConfigurationItem>().Where(item => item.Kind == ConfigurationKinds.Definition && item.Id == versionId).Select(item => item.EntryKey).FirstOrDefaultAsync(cancel)
            ?? throw DefinitionRules.Unknown($"{versionId}");

        async Task RequireUnused(string key, List<ConfigurationItem> gone, CancellationToken cancel)
        {
            var ids = gone.ConvertAll(item => item.Id);
            var cases = await db.Set<WorkflowInstance>().CountAsync(instance => instance.DefinitionId == key && ids.Contains(instance.ConfigurationItemId), cancel);
            if (cases > 0)
                throw new RuleBrokenException(Texts.Say("DefinitionHasCases", key, cases)) { Code = "definition-in-use" };
            // A running case keeps the versions that it began with, and says so inside its state only.
            if (gone.Exists(item => item.PublishedAt is not null && DefinitionReader.Read(item.Content).Definition is { Options.UsableAsActivity: true }))
                throw new RuleBrokenException(Texts.Say("DefinitionIsStep", key)) { Code = "definition-in-use" };
        }

        async Task Delete(string key, List<ConfigurationItem> all, List<ConfigurationItem> gone, CancellationToken cancel)
        {
            if (gone.Exists(item => item.IsPublished))
                await configurations.Retract(ConfigurationKinds.Definition, key, cancel);
            db.RemoveRange(gone);
            if (gone.Exists(item => item.IsLatest) && all.Except(gone).LastOrDefault() is { } newest)
                newest.IsLatest = true;
            await db.SaveChangesAsync(cancel);
            transaction.Changed(ChangeSubjects.Configuration, $"{ConfigurationKinds.Definition}:{key}");
            audit.Write("DeleteDefinition", DefinitionRules.Subject, key, new { Versions = gone.ConvertAll(item => new { item.Version, item.Hash }) });
        }
    }
}
