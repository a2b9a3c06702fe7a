using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Whose key this is; null for one that is unknown, revoked or expired. It looks across tenants: the key says which one is meant.</summary>
[SentBy(Senders.Anybody)]
public sealed record FindApiKey(string Secret) : IRequest<KnownApiKey?>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<FindApiKey, KnownApiKey?>
    {
        // How exactly "last used" is kept: a write per request would cost more than it tells.
        static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

        static readonly PreparedQuery<Func<BackOfficeDb, string, CancellationToken, Task<ApiKey?>>> ByHash = new(() => EF.CompileAsyncQuery((BackOfficeDb db, string hash, CancellationToken cancel) =>
            db.Set<ApiKey>().IgnoreQueryFilters(new[] { TenantRules.Filter }).AsNoTracking().FirstOrDefault(key => key.Hash == hash)));

        public async Task<KnownApiKey?> Handle(FindApiKey request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var hash = Secrets.Hash(request.Secret);
            var key = await ByHash.On(db)(db, hash, cancel);
            if (key is null || !key.Works(now))
                return null;

            if (key.LastUsedAt is null || now - key.LastUsedAt > Grain)
                await db.Set<ApiKey>().IgnoreQueryFilters([TenantRules.Filter])
                    .Where(row => row.TenantId == key.TenantId && row.Id == key.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancel);

            return new KnownApiKey(key.Id, key.TenantId, key.Name, key.Scopes) { ExpiresAt = key.ExpiresAt };
        }
    }
}

/// <summary>A key that lets somebody in.</summary>
public sealed record KnownApiKey(Guid Id, string TenantId, string Name, IReadOnlyList<string> Scopes)
{
    /// <summary>UTC; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    internal bool LastsAt(DateTimeOffset now) => ExpiresAt is null || now < ExpiresAt;
}
