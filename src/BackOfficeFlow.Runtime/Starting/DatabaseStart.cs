using BackOfficeFlow.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Before anything else: the schema, then the configuration folder of every company.</summary>
public sealed class DatabaseStart(
    IDatabaseSchema schema, NodeLife life, Scopes scopes, ConfigurationFolder folder, ConfigurationPlace place, IConfiguration configuration, IHostEnvironment host, TimeProvider clock, ILogger<DatabaseStart> log) : IHostedService
{
    const string ImportKey = "Configuration:Import";
    static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    // A database that starts beside this program, or is restarted, takes no longer; whoever waits for a wrong address should not wait long.
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await Patience.AskUntilAnswered(() => Enter(cancellationToken), said => said.IsTransient, Longest, log, clock, cancellationToken) is > 0 and var released)
            log.LogInformation("{Count} timers and messages that a killed process had begun are taken over", released);
        if (!IsImportOn())
            return;

        var tenants = await scopes.Apart<TenantList, IReadOnlyList<string>>(new Caller(null, null, "system"), list => list.All(cancellationToken));
        foreach (var tenant in tenants)
            await Import(tenant, cancellationToken);
    }

    async Task<int> Enter(CancellationToken cancel)
    {
        await schema.Migrate(cancel);
        return await life.Enter(cancel);
    }

    /// <summary>Imports for one company, as at the start: for one that has just been founded.</summary>
    public async Task Import(string tenantId, CancellationToken cancel)
    {
        if (place.Find() is { } path)
            await folder.Import(tenantId, path, cancel);
        else
            log.LogWarning("There is no configuration folder 'workflows' to import from; {Key} names one", ConfigurationPlace.FolderKey);
    }

    /// <summary>The last to stop, as it was the first to start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Also when the others took all the time there was: whatever is not given back now is missing until its lease runs out.
            using var limit = new CancellationTokenSource(Goodbye);
            await life.Leave(limit.Token);
        }
        catch (Exception problem)
        {
            // The others find out by its silence.
            log.LogWarning(problem, "This node could not say that it stops");
        }
    }

    bool IsImportOn() => configuration[ImportKey] switch
    {
        null or "" => host.IsDevelopment(),
        var text => bool.TryParse(text, out var on) ? on : throw new SettingException(ImportKey, $"'{text}' is neither true nor false.")
    };
}

sealed class TenantList(IEnumerable<ITenantSource> sources)
{
    public async Task<IReadOnlyList<string>> All(CancellationToken cancel)
    {
        var all = new List<string>();
        foreach (var source in sources)
            all.AddRange(await source.All(cancel));
        return all;
    }
}
