using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>The company's API keys, newest first.</summary>
[SentBy(Senders.Administrator)]
public sealed record ListApiKeys : IRequest<IReadOnlyList<ApiKeyLine>>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<ListApiKeys, IReadOnlyList<ApiKeyLine>>
    {
        public async Task<IReadOnlyList<ApiKeyLine>> Handle(ListApiKeys request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var keys = await db.Set<ApiKey>().AsNoTracking().OrderByDescending(key => key.MadeAt).ToListAsync(cancel);
            return [.. keys.Select(key => new ApiKeyLine(
                key.Id, key.Name, key.Beginning, key.Scopes, key.MadeAt, key.MadeBy, key.ExpiresAt, key.RevokedAt, key.LastUsedAt, key.Works(now)))];
        }
    }
}

public sealed record ApiKeyLine(
    Guid Id, string Name, string Beginning, IReadOnlyList<string> Scopes, DateTimeOffset MadeAt, string MadeBy,
    DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt, bool Works);
