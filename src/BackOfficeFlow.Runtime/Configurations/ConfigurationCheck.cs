using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Runtime;

/// <summary>Says what is wrong with the content of a configured item, before it is published, whatever way it comes.</summary>
sealed class ConfigurationCheck(IEnumerable<IConfigurationKind> kinds, UsableDefinitions usable, IEnumerable<IDefinitionCheck> checks)
{
    /// <summary>The kind of that name; null: there is none.</summary>
    public IConfigurationKind? Kind(string name) => kinds.FirstOrDefault(kind => kind.Kind == name);

    /// <summary>Checks it among what the tenant has published.</summary>
    public async Task<IReadOnlyList<ConfigurationFinding>> Check(IConfigurationKind kind, string area, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        if (kind is not DefinitionKind definitions)
            return kind.Check(content);

        var (workflow, findings) = await definitions.Compile(content, async () => new UsableWorkflows(await usable.Fresh(cancel)));
        var all = findings.ToList();
        if (workflow is not null)
            foreach (var check in checks)
                all.AddRange(await check.Check(new CheckedDefinition(workflow, area), cancel));
        return all.Count > 0 && DefinitionReader.Read(content).Definition is { } definition ? WithTitles(all, definition) : all;
    }

    // Designers know a step by what is written on it.
    static IReadOnlyList<ConfigurationFinding> WithTitles(IEnumerable<ConfigurationFinding> findings, WorkflowDefinition definition)
    {
        var titles = definition.Activities.Where(activity => activity.Title != activity.Id).DistinctBy(activity => activity.Id).ToDictionary(activity => activity.Id, activity => activity.Title);
        return [.. findings.Select(finding => titles.TryGetValue(finding.Place, out var title) ? finding with { Message = Named(finding, title) } : finding)];
    }

    // "x1.queue: Nobody…" becomes "Ask the customer · queue: Nobody…".
    static string Named(ConfigurationFinding finding, string title) => !finding.Message.StartsWith(finding.Place, StringComparison.Ordinal) ? $"{title} · {finding.Message}"
        : finding.Message[finding.Place.Length..] is ['.', .. var input] ? $"{title} · {input}"
        : title + finding.Message[finding.Place.Length..];
}
