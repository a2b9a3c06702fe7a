using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Runtime;

/// <summary>Says what is wrong with the content of a configured item, before it is published, whatever way it comes.</summary>
sealed class ConfigurationCheck(IEnumerable<IConfigurationKind> kinds, UsableDefinitions usable)
{
    /// <summary>The kind of that name; null: there is none.</summary>
    public IConfigurationKind? Kind(string name) => kinds.FirstOrDefault(kind => kind.Kind == name);

    /// <summary>Checks it among what the tenant has published.</summary>
    public Task<IReadOnlyList<ConfigurationFinding>> Check(IConfigurationKind kind, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        Check(kind, content, () => Usable(cancel));

    public static async Task<IReadOnlyList<ConfigurationFinding>> Check(IConfigurationKind kind, ReadOnlyMemory<byte> content, Func<Task<UsableWorkflows>> usable) =>
        kind is DefinitionKind definitions ? await definitions.Check(content, usable) : kind.Check(content);

    public async Task<UsableWorkflows> Usable(CancellationToken cancel) => new(await usable.Fresh(cancel));
}
