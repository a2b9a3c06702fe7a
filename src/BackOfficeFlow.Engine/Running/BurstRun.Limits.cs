using System.Globalization;
using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>How far a burst may go. What goes further becomes an incident that says where; the process and other instances do not notice.</summary>
sealed partial class BurstRun
{
    readonly long startedAt = Environment.TickCount64;
    int steps;

    /// <summary>Why the burst must not go on; null when it may.</summary>
    FaultResult? FindBrokenLimit(Execution next)
    {
        if (++steps > options.StepsPerBurst)
            return new FaultResult(
                $"More than {options.StepsPerBurst} steps ran without a wait: '{LoopAround(next)}' seems to be a loop that does not end.", "endless-loop", "");
        if (Environment.TickCount64 - startedAt > options.TimePerBurst.TotalMilliseconds)
            return new FaultResult(
                $"The steps ran for more than {Seconds(options.TimePerBurst)} s without a wait: '{LoopAround(next)}' seems to be a loop that does not end.", "burst-too-long", "");
        // Weighing looks at all that is held: it is done when as much has been added as may be held at all.
        if (scope.Charged <= options.BytesPerInstance)
            return null;
        scope.Charged = 0;
        var (bytes, heaviest) = Weight.Of(burst);
        return bytes <= options.BytesPerInstance ? null : new FaultResult(
            $"The instance holds more than {options.BytesPerInstance >> 20} MB, most of it in {heaviest}; it grew in '{LoopAround(next)}'.", "instance-too-large", "");
    }

    /// <summary>Why children cannot be run; null when they can.</summary>
    FaultResult? FindBrokenLimit(Execution parent, int children)
    {
        if (children > options.StepsPerBurst)
            return new FaultResult($"'{parent.Node.Name}' wants to run {children} steps at once; {options.StepsPerBurst} are allowed.", "too-many-steps", "");
        return parent.Depth < options.Nesting ? null : new FaultResult(
            $"'{parent.Node.Name}' stands inside {options.Nesting} other steps: '{LoopAround(parent)}' seems to run itself without end.", "nested-too-deeply", "");
    }

    void StopAt(Execution execution, FaultResult limit)
    {
        Fault(execution, limit);
        if (!isStopped)
            instance.SubStatus = InstanceSubStatus.Suspended;
    }

    static string LoopAround(Execution execution)
    {
        var loop = execution.Parent;
        while (loop?.Parent is not null && !loop.Node.ActivityType.IsAssignableTo(typeof(IGoesRound)))
            loop = loop.Parent;
        return (loop ?? execution).Node.Name;
    }

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
