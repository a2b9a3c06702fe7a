using BackOfficeFlow.Data;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Opens a scope of its own for one piece of work: a context, a tenant, a caller, a transaction that begins when something is written and is
/// committed at the end. A lost race throws the scope away and does the whole work again in a new one.
/// </summary>
public sealed class Scopes(IServiceScopeFactory scopes, Dialect dialect, ChangeSignal signal)
{
    const int Attempts = 5;

    /// <exception cref="ConflictException">The race was lost five times.</exception>
    public async Task<T> Run<TPart, T>(Caller caller, Func<TPart, Task<T>> work, CancellationToken cancel)
        where TPart : notnull
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnce(caller, work, cancel);
            }
            catch (Exception problem) when (IsWorthRepeating(problem))
            {
                if (attempt == Attempts)
                    throw new ConflictException(problem);
                Meters.LostRaces.Add(1);
            }

            await Task.Delay(Random.Shared.Next(5, 40 * attempt), cancel);
        }
    }

    internal async Task<T> RunOnce<TPart, T>(Caller caller, Func<TPart, Task<T>> work, CancellationToken cancel)
        where TPart : notnull
    {
        T result;
        IReadOnlyList<Change> changes;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var parts = scope.ServiceProvider;
            parts.GetRequiredService<CurrentCaller>().Caller = caller;
            parts.GetRequiredService<BackOfficeDb>().TenantId = caller.TenantId;
            var transaction = parts.GetRequiredService<OpenTransaction>();
            transaction.Own();
            result = await work(parts.GetRequiredService<TPart>());
            await transaction.Commit(cancel);
            changes = transaction.Changes;
        }

        signal.Publish(changes);
        return result;
    }

    /// <summary>A scope that owns no transaction: for work outside the database. Rows can be read, not written.</summary>
    internal async Task<T> Apart<TPart, T>(Caller caller, Func<TPart, Task<T>> work)
        where TPart : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller;
        scope.ServiceProvider.GetRequiredService<BackOfficeDb>().TenantId = caller.TenantId;
        return await work(scope.ServiceProvider.GetRequiredService<TPart>());
    }

    bool IsWorthRepeating(Exception problem) =>
        problem is LostRaceException || dialect.Judge(problem) is SqlFailure.LostRace or SqlFailure.Duplicate;
}
