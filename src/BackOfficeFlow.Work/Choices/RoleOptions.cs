using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Choices;

/// <summary>Business roles, each with the queue that is asked for it, and the roles of the company's members.</summary>
sealed class RoleOptions(BackOfficeDb db) : IOptionSource
{
    public string Name => "roles";

    public async Task<IReadOnlyList<Option>> Find(IReadOnlyDictionary<string, string> others, CancellationToken cancel)
    {
        var queues = await db.Set<Queue>().AsNoTracking().Where(queue => !queue.IsClosed).Select(queue => new { queue.Key, queue.OwnName, queue.Role }).ToListAsync(cancel);
        return
        [
            .. queues.GroupBy(queue => queue.Role).Select(role => new Option(role.Key, $"{role.Key} ({string.Join(", ", role.Select(queue => Queue.NameOf(queue.Key, queue.OwnName)))})")),
            .. Roles.All.Select(role => new Option(role, role))
        ];
    }
}
