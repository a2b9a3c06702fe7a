using System.Collections.Concurrent;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using MediatR;

namespace BackOfficeFlow.Web;

/// <summary>
/// Who the signed-in people are, as it stood a few seconds ago: every request needs to know, and asking the database each time would double
/// its work. A change of roles or queues takes effect within <see cref="Life"/>.
/// </summary>
sealed class KnownMembers(Scopes scopes, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    readonly ConcurrentDictionary<(string Tenant, Guid User), Known> known = new();

    public async Task<Known> Find(string tenantId, Guid userId, CancellationToken cancel) =>
        known.TryGetValue((tenantId, userId), out var found) && clock.GetUtcNow() < found.Until ? found : await Look(tenantId, userId, cancel);

    /// <summary>As it stands now.</summary>
    public async Task<Known> Look(string tenantId, Guid userId, CancellationToken cancel)
    {
        var product = Caller.System(tenantId);
        var member = await scopes.Run<IMediator, Member?>(product, mediator => mediator.Send(new FindMember(userId), cancel), cancel);
        IReadOnlyList<string> queues = member is null
            ? []
            : await scopes.Run<IMediator, IReadOnlyList<string>>(product, mediator => mediator.Send(new FindQueuesOfUser(userId), cancel), cancel);
        return known[(tenantId, userId)] = new Known(member, queues.ToHashSet(), clock.GetUtcNow() + Life);
    }
}

/// <summary>What is known of a person in a company; without a member they may not enter (any more).</summary>
sealed record Known(Member? Member, IReadOnlySet<string> Queues, DateTimeOffset Until);
