namespace BackOfficeFlow.Runtime;

/// <summary>Brings the configuration folder in for a company that is being founded, in the transaction that founds it.</summary>
public sealed class FirstConfiguration
{
    readonly ConfigurationFolder folder;
    readonly ConfigurationPlace place;
    readonly ImportFile file;
    readonly Configurations configurations;

    internal FirstConfiguration(ConfigurationFolder folder, ConfigurationPlace place, ImportFile file, Configurations configurations) =>
        (this.folder, this.place, this.file, this.configurations) = (folder, place, file, configurations);

    public async Task Bring(CancellationToken cancel)
    {
        if (place.Find() is { } path)
            await folder.ImportHere(file, configurations, path, cancel);
    }
}
