using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Choices;

/// <summary>What the company has published of a kind, by area/name.</summary>
abstract class ConfiguredOptions(Configurations configurations, string name, string kind) : IOptionSource
{
    public string Name => name;

    public async Task<IReadOnlyList<Option>> Find(IReadOnlyDictionary<string, string> others, CancellationToken cancel) =>
        [.. (await configurations.List(kind, cancel)).Select(item => new Option(item.Key, item.Key))];
}

sealed class FormOptions(Configurations configurations) : ConfiguredOptions(configurations, "forms", ConfigurationKinds.Form);

sealed class TableOptions(Configurations configurations) : ConfiguredOptions(configurations, "tables", ConfigurationKinds.Table);

sealed class TemplateOptions(Configurations configurations) : ConfiguredOptions(configurations, "templates", ConfigurationKinds.Template);
