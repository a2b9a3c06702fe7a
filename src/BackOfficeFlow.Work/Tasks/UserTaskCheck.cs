using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Configured;
using BackOfficeFlow.Work.Forms;
using BackOfficeFlow.Work.Queues;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Finds user tasks that nobody could take, and such whose form speaks of outcomes that the task does not have.</summary>
sealed class UserTaskCheck(BackOfficeDb db, NamedItems items, Colleagues colleagues) : IDefinitionCheck
{
    public async Task<IReadOnlyList<ConfigurationFinding>> Check(CheckedDefinition definition, CancellationToken cancel)
    {
        var findings = new List<ConfigurationFinding>();
        foreach (var step in definition.Steps.Where(step => step.Descriptor.ActivityType == typeof(UserTaskActivity)))
        {
            findings.AddRange(await WhoTakesIt(step, cancel));
            findings.AddRange(await HowItEnds(step, definition.Area, cancel));
        }

        return findings;
    }

    async Task<IEnumerable<ConfigurationFinding>> WhoTakesIt(Node step, CancellationToken cancel)
    {
        var (queue, role, person) = (Word(step, nameof(UserTaskActivity.Queue)), Word(step, nameof(UserTaskActivity.Role)), Word(step, nameof(UserTaskActivity.Person)));
        if ((queue, role, person) is ("", "", ""))
            return [CheckedDefinition.Error(step, nameof(UserTaskActivity.Queue), Texts.Of("CheckNobodyNamed"))];

        var findings = new List<ConfigurationFinding>();
        if (person is { Length: > 0 } && await colleagues.Find(person, cancel) is null)
            findings.Add(CheckedDefinition.Warning(step, nameof(UserTaskActivity.Person), Texts.Of("CheckPersonUnknown", person)));
        // A person is asked whatever the queue is; otherwise the queue comes before the role.
        if (person is "" && await OfQueueOrRole(step, queue, role, cancel) is { } nobody)
            findings.Add(nobody);
        return findings;
    }

    async Task<ConfigurationFinding?> OfQueueOrRole(Node step, string? queue, string? role, CancellationToken cancel)
    {
        if (queue is { Length: > 0 })
            return await OfQueue(step, nameof(UserTaskActivity.Queue), queue, row => row.Key == queue, "CheckQueueUnknown", cancel);
        if (queue is null || role is null or "")
            return null;
        if (!Roles.All.Contains(role))
            return await OfQueue(step, nameof(UserTaskActivity.Role), role, row => row.Role == role, "CheckRoleUnknown", cancel);

        var members = await db.Set<Membership>().AsNoTracking().Where(member => member.DisabledAt == null).ToListAsync(cancel);
        return members.Exists(member => member.Roles.Contains(role)) ? null : CheckedDefinition.Warning(step, nameof(UserTaskActivity.Role), Texts.Of("CheckRoleEmpty", role));
    }

    async Task<ConfigurationFinding?> OfQueue(
        Node step, string input, string named, System.Linq.Expressions.Expression<Func<Queue, bool>> isMeant, string unknown, CancellationToken cancel)
    {
        var open = db.Set<Queue>().AsNoTracking().Where(queue => !queue.IsClosed);
        var found = await open.Where(isMeant).OrderBy(queue => queue.Key).Select(queue => queue.Key).FirstOrDefaultAsync(cancel);
        if (found is null)
            return CheckedDefinition.Warning(step, input, Texts.Of(unknown, named, string.Join(", ", await open.OrderBy(queue => queue.Key).Select(queue => queue.Key).ToListAsync(cancel))));

        var hasPeople = await db.Set<QueueMember>().AnyAsync(
            member => member.QueueKey == found && db.Set<Membership>().Any(person => person.UserId == member.UserId && person.DisabledAt == null), cancel);
        return hasPeople ? null : CheckedDefinition.Warning(step, input, Texts.Of("CheckQueueEmpty", found));
    }

    async Task<IEnumerable<ConfigurationFinding>> HowItEnds(Node step, string area, CancellationToken cancel)
    {
        if (!step.TryGetConstant(nameof(UserTaskActivity.Outcomes), out var written))
            return [];
        IReadOnlyList<string> outcomes;
        try
        {
            outcomes = [.. TaskOutcome.Read(written).Select(outcome => outcome.Name)];
        }
        catch (ArgumentException wrong)
        {
            return [CheckedDefinition.Error(step, nameof(UserTaskActivity.Outcomes), wrong.Message)];
        }

        if (Word(step, nameof(UserTaskActivity.Form)) is not { Length: > 0 } name || await items.Latest(ConfigurationKinds.Form, name, area, cancel) is not { } item
            || FormReader.Read(item.Content).Form is not { } form)
            return [];
        return form.Outcomes.Except(outcomes, StringComparer.Ordinal).Select(outcome =>
            CheckedDefinition.Warning(step, nameof(UserTaskActivity.Outcomes), Texts.Of("CheckFormOutcome", name, outcome, string.Join(", ", outcomes))));
    }

    /// <summary>What stands in the input; empty when nothing does, null when it is worked out as the case runs.</summary>
    static string? Word(Node step, string input) => !step.TryGetConstant(input, out var value) ? null : (value as string)?.Trim() ?? "";
}
