using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

public sealed record Colleague(Guid Id, string Name);

/// <summary>The people of the company to whom a task can be given.</summary>
public sealed class Colleagues(BackOfficeDb db)
{
    /// <summary>A person by id, user name or e-mail address.</summary>
    public async Task<Colleague> Require(string person, CancellationToken cancel) => await Find(person, cancel) ?? throw Unknown();

    /// <summary>The same; null when there is nobody by that name.</summary>
    public async Task<Colleague?> Find(string person, CancellationToken cancel)
    {
        var members = Active();
        var name = person.Trim().ToUpperInvariant();
        var found = Guid.TryParse(person, out var id)
            ? members.Where(user => user.Id == id)
            : members.Where(user => user.NormalizedUserName == name || user.NormalizedEmail == name);
        return await found.Select(user => new Colleague(user.Id, user.DisplayName)).FirstOrDefaultAsync(cancel);
    }

    /// <summary>A colleague who may do this task: of its queue, or with its role.</summary>
    public async Task<Colleague> RequireCandidate(UserTask task, Guid personId, CancellationToken cancel) =>
        (await Candidates(task, cancel)).FirstOrDefault(colleague => colleague.Id == personId) ?? throw Unknown();

    public async Task<IReadOnlyList<Colleague>> Candidates(UserTask task, CancellationToken cancel)
    {
        if (task.QueueKey is { } queue)
            return await Active()
                .Where(user => db.Set<QueueMember>().Any(member => member.UserId == user.Id && member.QueueKey == queue))
                .OrderBy(user => user.DisplayName)
                .Select(user => new Colleague(user.Id, user.DisplayName))
                .ToListAsync(cancel);

        var members = await db.Set<Membership>().Where(member => member.DisabledAt == null).ToListAsync(cancel);
        var ids = members.Where(member => task.Role is null || member.Roles.Contains(task.Role)).Select(member => member.UserId).ToList();
        return await Active()
            .Where(user => ids.Contains(user.Id))
            .OrderBy(user => user.DisplayName)
            .Select(user => new Colleague(user.Id, user.DisplayName))
            .ToListAsync(cancel);
    }

    IQueryable<User> Active() =>
        db.Set<User>().Where(user => db.Set<Membership>().Any(member => member.UserId == user.Id && member.DisabledAt == null));

    static RuleBrokenException Unknown() => new(Texts.Of("PersonUnknown")) { Code = "person-unknown" };
}
