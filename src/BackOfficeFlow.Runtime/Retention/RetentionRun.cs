using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Removes what has been kept long enough, for every company: many short transactions, each of which says how far it is, so that a killed
/// run has lost nothing and the next one goes on.
/// </summary>
public sealed class RetentionRun(Scopes scopes, TimeProvider clock, ILogger<RetentionRun> log)
{
    public const int Batch = 500;

    /// <summary>A run that somebody's rows keep from ending goes on the next night.</summary>
    const int MostBatches = 10_000;

    public static string KeyOf(string kind) => $"retention:{kind}";

    /// <summary>What the job runner calls.</summary>
    public async Task Run(CancellationToken cancel)
    {
        var tenants = await scopes.Apart<TenantList, IReadOnlyList<string>>(new Caller(null, null, "system"), list => list.All(cancel));
        foreach (var tenant in tenants)
            await Run(tenant, cancel);
    }

    /// <summary>Runs for the companies for which it has not run to its end within a day: the machine was off at night.</summary>
    public async Task RunIfMissed(CancellationToken cancel)
    {
        var tenants = await scopes.Apart<TenantList, IReadOnlyList<string>>(new Caller(null, null, "system"), list => list.All(cancel));
        foreach (var tenant in tenants)
        {
            var last = await scopes.Apart<ProgressNote, DateTimeOffset?>(Caller.System(tenant), note => note.LastEnd(KeyOf("operations"), cancel));
            if (last is null || clock.GetUtcNow() - last > TimeSpan.FromDays(1))
                await Run(tenant, cancel);
        }
    }

    public async Task Run(string tenantId, CancellationToken cancel)
    {
        var caller = Caller.System(tenantId);
        var kinds = await scopes.Apart<RetentionStep, IReadOnlyList<string>>(caller, step => Task.FromResult(step.Kinds));
        foreach (var kind in kinds)
        {
            var started = clock.GetUtcNow();
            long removed = 0;
            try
            {
                for (var batch = 0; batch < MostBatches; batch++)
                {
                    var before = removed;
                    var count = await scopes.Run<RetentionStep, int>(caller, step => step.Remove(kind, started, before, cancel), cancel);
                    removed += count;
                    if (count < Batch)
                        break;
                }
            }
            catch (Exception problem) when (!cancel.IsCancellationRequested)
            {
                log.LogError(problem, "What is kept long enough of {Kind} could not be removed for {Tenant}", kind, tenantId);
                var failure = Attempts.Say(problem);
                await scopes.Run<RetentionStep, int>(caller, step => step.Fail(kind, started, removed, failure), cancel);
            }

            if (removed > 0)
                log.LogInformation("{Removed} rows of {Kind} were kept long enough and removed for {Tenant}", removed, kind, tenantId);
        }
    }
}

/// <summary>One batch, in one transaction.</summary>
sealed class RetentionStep(IEnumerable<IRetention> kinds, OpenTransaction transaction, ProgressNote progress)
{
    /// <summary>The kinds that are not kept for ever. Cases go before files: what only they mentioned goes with them.</summary>
    public IReadOnlyList<string> Kinds => [.. kinds.Where(kind => kind.Keep is not null).Select(kind => kind.Kind)];

    public async Task<int> Remove(string kind, DateTimeOffset started, long before, CancellationToken cancel)
    {
        var retention = kinds.First(each => each.Kind == kind);
        var count = await retention.Remove(transaction.Now - retention.Keep!.Value, RetentionRun.Batch, cancel);
        progress.Write(RetentionRun.KeyOf(kind), started, before + count, isOver: count < RetentionRun.Batch);
        return count;
    }

    public Task<int> Fail(string kind, DateTimeOffset started, long before, string failure)
    {
        progress.Write(RetentionRun.KeyOf(kind), started, before, isOver: true, failure);
        return Task.FromResult(0);
    }
}
