using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Configured;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Finds the template that a case uses: the version that was in force when the case began.</summary>
public sealed class Templates(BackOfficeDb db, Configurations configurations, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">There is none by that name.</exception>
    public async Task<(string Key, int Version, MessageTemplate Template)> Find(string name, Guid? instanceId, CancellationToken cancel)
    {
        // In its first burst a case is not stored yet: it began now.
        var began = instanceId is null ? null
            : await db.Set<WorkflowInstance>().AsNoTracking().Where(row => row.Id == instanceId).Select(row => new { row.CreatedAt, row.Area }).FirstOrDefaultAsync(cancel);
        var asOf = began?.CreatedAt ?? clock.GetUtcNow();

        foreach (var key in began is null ? [name] : NamedItems.KeysOf(name, began.Area))
            if (await configurations.Find(ConfigurationKinds.Template, key, asOf, cancel) is { } item)
                return (key, item.Version, Read(key, item.Content));

        var known = await configurations.List(ConfigurationKinds.Template, cancel);
        throw new RuleBrokenException(Texts.Of("NoSuchTemplate", name, string.Join(", ", known.Select(item => item.Key)))) { Code = "template-unknown" };
    }

    // Only templates without findings are published; a later release may have become stricter.
    static MessageTemplate Read(string key, byte[] content)
    {
        var (template, findings) = TemplateCheck.Read(content);
        return template ?? throw new RuleBrokenException(Texts.Of("TemplateBroken", key, findings[0].Say(System.Globalization.CultureInfo.CurrentUICulture))) { Code = "template-broken" };
    }
}
