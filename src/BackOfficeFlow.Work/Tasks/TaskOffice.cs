using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Calendars;
using BackOfficeFlow.Work.Queues;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Where a new task belongs: the queue or role, the calendar that counts there, the area and start of its case.</summary>
public sealed record TaskHome(string Area, DateTimeOffset CaseStartedAt, string? QueueKey, string? Role, string CalendarKey, string? EscalatesTo);

/// <summary>Finds where new tasks belong.</summary>
public sealed class TaskOffice(BackOfficeDb db, TaskDesk desk, PublishedCalendars calendars)
{
    // A business role's people are those of a queue; only the company's own roles are asked directly.
    public async Task<TaskHome> FindHome(CreateTask request, CancellationToken cancel)
    {
        var area = await db.Set<ConfigurationItem>()
            .Where(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == request.DefinitionId && item.Version == request.DefinitionVersion)
            .Select(item => item.Area)
            .FirstOrDefaultAsync(cancel);
        var startedAt = await db.Set<WorkflowInstance>()
            .Where(instance => instance.Id == request.InstanceId)
            .Select(instance => (DateTimeOffset?)instance.CreatedAt)
            .FirstOrDefaultAsync(cancel);

        var role = string.IsNullOrWhiteSpace(request.Role) ? null : request.Role.Trim();
        var isCompanyRole = role is not null && Accounts.Roles.All.Contains(role);
        var queue = await FindQueue(request.Queue?.Trim(), isCompanyRole ? null : role, cancel);
        return new TaskHome(
            area ?? "",
            startedAt ?? desk.Now,
            queue?.Key,
            isCompanyRole ? role : null,
            queue?.CalendarKey ?? Queue.UsualCalendar,
            queue?.EscalatesTo);
    }

    /// <summary>The end of a duration such as "4 BH" from now, by the calendar where the task waits; null without one.</summary>
    public async Task<PlannedTime?> After(string? duration, TaskHome home, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(duration) ? null : await calendars.After(home.CalendarKey, desk.Now, [duration], cancel);

    async Task<Queue?> FindQueue(string? key, string? role, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(key))
        {
            await QueueRules.RequireQueue(db, key, cancel);
            return await db.Set<Queue>().AsNoTracking().SingleAsync(queue => queue.Key == key, cancel);
        }

        if (role is null)
            return null;

        var found = await db.Set<Queue>().AsNoTracking().Where(queue => queue.Role == role && !queue.IsClosed).OrderBy(queue => queue.Key).FirstOrDefaultAsync(cancel);
        return found ?? throw await UnknownRole(role, cancel);
    }

    async Task<RuleBrokenException> UnknownRole(string role, CancellationToken cancel)
    {
        var roles = await db.Set<Queue>().Select(queue => queue.Role).Distinct().OrderBy(known => known).ToListAsync(cancel);
        return new RuleBrokenException(Texts.Of("RoleUnknown", role, string.Join(", ", Accounts.Roles.All.Concat(roles)))) { Code = "role-unknown" };
    }
}
