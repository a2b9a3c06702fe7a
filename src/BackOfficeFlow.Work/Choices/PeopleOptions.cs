using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Choices;

/// <summary>The people of the company; of a queue when the step names one.</summary>
sealed class PeopleOptions(BackOfficeDb db) : IOptionSource
{
    const int Most = 1000;

    public string Name => "people";

    public async Task<IReadOnlyList<Option>> Find(IReadOnlyDictionary<string, string> others, CancellationToken cancel)
    {
        var queue = others.GetValueOrDefault("queue");
        var people = await db.Set<Membership>().AsNoTracking()
            .Where(member => member.DisabledAt == null)
            .Where(member => string.IsNullOrEmpty(queue) || db.Set<QueueMember>().Any(place => place.QueueKey == queue && place.UserId == member.UserId))
            .Join(db.Set<User>().AsNoTracking(), member => member.UserId, user => user.Id, (member, user) => new { user.UserName, user.DisplayName })
            .OrderBy(person => person.DisplayName)
            .Take(Most)
            .ToListAsync(cancel);
        return [.. people.Where(person => person.UserName is not null).Select(person => new Option(person.UserName!, person.DisplayName))];
    }
}
