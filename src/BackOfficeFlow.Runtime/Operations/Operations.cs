using System.Text.Json;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>A request that carries an operation id of its own; otherwise the caller's counts.</summary>
public interface IOperation
{
    string? OperationId { get; }

    /// <summary>What was asked for under it, in short: something else under the same id is refused. Null where the command's name says enough.</summary>
    string? Asked => null;
}

/// <summary>Sees to it that a command with an operation id is done once and answers the same every time.</summary>
public sealed class Operations(BackOfficeDb db, CurrentCaller current, OpenTransaction transaction)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal static string ActorOf(Caller caller) => caller.UserId?.ToString() ?? caller.Name;

    const char Apart = '#';

    static string NameOf(object command) => command is IOperation { Asked: { } asked } ? $"{command.GetType().Name}{Apart}{asked}" : command.GetType().Name;

    public async Task<T> Once<T>(object command, Func<Task<T>> work, CancellationToken cancel)
    {
        var caller = current.Caller;
        var id = (command as IOperation)?.OperationId ?? caller.OperationId;
        if (id is null || caller.TenantId is null)
            return await work();

        var actor = ActorOf(caller);
        var done = await db.Set<DoneOperation>().AsNoTracking()
            .FirstOrDefaultAsync(operation => operation.OperationId == id && operation.Actor == actor, cancel);
        var name = NameOf(command);
        if (done is not null)
            return done.Command == name
                ? JsonSerializer.Deserialize<T>(done.Answer!, Json)!
                : throw new RuleBrokenException(Texts.Say("OperationReused", id, done.Command.Split(Apart)[0])) { Code = "operation-reused" };

        var answer = await work();
        if (transaction.HasBegun || transaction.Rows.Count > 0)
            transaction.Rows.Insert(new DoneOperation
            {
                TenantId = caller.TenantId,
                Actor = actor,
                OperationId = id,
                Command = name,
                Answer = JsonSerializer.Serialize(answer, Json),
                At = transaction.Now
            });
        return answer;
    }
}
