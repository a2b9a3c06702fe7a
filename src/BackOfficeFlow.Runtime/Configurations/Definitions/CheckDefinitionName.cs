using BackOfficeFlow.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Whether no other definition bears the name in its latest version.</summary>
[SentBy(Senders.Members, Scope = KeyScopes.Definitions)]
public sealed record CheckDefinitionName(string Name, string? DefinitionId) : IRequest<bool>
{
    internal sealed class Handler(BackOfficeDb db, DefinitionHeads heads) : IRequestHandler<CheckDefinitionName, bool>
    {
        public async Task<bool> Handle(CheckDefinitionName request, CancellationToken cancellationToken)
        {
            var others = await db.Set<ConfigurationItem>().AsNoTracking()
                .Where(item => item.Kind == ConfigurationKinds.Definition && item.IsLatest && item.EntryKey != (request.DefinitionId ?? ""))
                .Select(item => new { item.Id, item.Hash })
                .ToListAsync(cancellationToken);
            foreach (var other in others)
                if (string.Equals((await Head(other.Id, other.Hash, cancellationToken)).Name?.Trim(), request.Name.Trim(), StringComparison.OrdinalIgnoreCase))
                    return false;
            return true;
        }

        async ValueTask<DefinitionHead> Head(Guid id, string hash, CancellationToken cancel) =>
            heads.Find(id, hash) ?? heads.Keep(id, hash, await db.Set<ConfigurationItem>().Where(item => item.Id == id).Select(item => item.Content).FirstOrDefaultAsync(cancel) ?? []);
    }
}
