using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>
/// Makes a user task of what the plain activity Elsa.RunTask gives out. Its payload may say more about it: title, instructions, queue, role,
/// person, form, priority, dueIn; all of the payload is shown as facts.
/// </summary>
public sealed class GiveOutTask(BackOfficeDb db, Bursts bursts, IMediator requests) : IOutboxStep
{
    const string UsualQueue = "q.backoffice.general";

    public string Kind => "run-task";

    public async Task Handle(OutboxMessage message, CancellationToken cancel)
    {
        if (message.InstanceId is not { } instanceId)
            return;

        // Another system may report it at this very moment: either it finds the task and withdraws it, or there is nothing to give out any more.
        await bursts.Hold(instanceId, cancel);
        var taskId = message.Values.GetValueOrDefault("taskId") as string ?? "";
        var hash = WorkflowBookmark.HashOf(Awaited.RunTask, taskId);
        var wait = await db.Set<WorkflowBookmark>().AsNoTracking()
            .FirstOrDefaultAsync(bookmark => bookmark.InstanceId == instanceId && bookmark.Hash == hash, cancel);
        if (wait is null)
            return;

        var instance = await db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(row => row.Id == wait.InstanceId, cancel);
        await requests.Send(Order(message.Values, wait, instance), cancel);
    }

    static CreateTask Order(IReadOnlyDictionary<string, object?> message, WorkflowBookmark wait, WorkflowInstance instance)
    {
        var name = message.GetValueOrDefault("taskName") as string;
        var payload = message.GetValueOrDefault("payload") as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
        var role = Word(payload, "role");
        var person = Word(payload, "person");
        return new CreateTask(instance.Id, wait.ExecutionId, wait.NodeId, name ?? wait.NodeId)
        {
            DefinitionId = instance.DefinitionId,
            DefinitionVersion = instance.DefinitionVersion,
            Title = Word(payload, "title") ?? name ?? wait.NodeId,
            Instructions = Word(payload, "instructions"),
            Queue = Word(payload, "queue") ?? (role is null && person is null ? UsualQueue : null),
            Role = role,
            Person = person,
            Form = Word(payload, "form"),
            DueIn = Word(payload, "dueIn"),
            Priority = payload.GetValueOrDefault("priority") is long priority ? (int)priority : UserTask.UsualPriority,
            Facts = payload,
            WaitsFor = new Awaited(wait.Kind, wait.EntryKey)
        };
    }

    static string? Word(IReadOnlyDictionary<string, object?> payload, string name) =>
        payload.GetValueOrDefault(name) is string { Length: > 0 } word ? word : null;
}
