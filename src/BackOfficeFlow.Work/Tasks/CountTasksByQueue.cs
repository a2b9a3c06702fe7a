using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>How much work lies in each queue, by its key. A queue without any is left out.</summary>
[SentBy(Senders.Supervisors)]
public sealed record CountTasksByQueue : IRequest<IReadOnlyDictionary<string, QueueLoad>>
{
    public sealed class Handler(BackOfficeDb db, TaskDesk desk) : IRequestHandler<CountTasksByQueue, IReadOnlyDictionary<string, QueueLoad>>
    {
        public async Task<IReadOnlyDictionary<string, QueueLoad>> Handle(CountTasksByQueue request, CancellationToken cancel)
        {
            var now = desk.Now;
            return await db.Set<UserTask>()
                .Where(task => task.QueueKey != null)
                .Where(task => task.State == TaskState.Offered || task.State == TaskState.Claimed || task.State == TaskState.Working || task.State == TaskState.Suspended)
                .GroupBy(task => task.QueueKey!)
                .Select(queue => new
                {
                    queue.Key,
                    Available = queue.Count(task => task.State == TaskState.Offered),
                    Open = queue.Count(),
                    Overdue = queue.Count(task => task.DueAt < now)
                })
                .ToDictionaryAsync(queue => queue.Key, queue => new QueueLoad(queue.Available, queue.Open - queue.Available, queue.Overdue), cancel);
        }
    }
}

/// <summary>Tasks that nobody has taken, those that somebody has, and how many of both are late.</summary>
public sealed record QueueLoad(int Available, int Held, int Overdue)
{
    public static readonly QueueLoad None = new(0, 0, 0);
}
