using System.Diagnostics.Metrics;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>What happens to tasks, for whoever runs the product.</summary>
static class TaskMeters
{
    static readonly Meter Meter = new(Meters.Name);
    static readonly Counter<long> Moves = Meter.CreateCounter<long>("backofficeflow.tasks", "{move}", "What was done to tasks, by move.");

    public static void Count(TaskMove move) => Moves.Add(1, new KeyValuePair<string, object?>("move", move.ToString()));
}
