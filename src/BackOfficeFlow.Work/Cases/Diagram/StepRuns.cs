using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Work.Cases;

/// <summary>Makes the executions of a case's steps from its journal, and from what waits or is broken now.</summary>
public static class StepRuns
{
    public static IReadOnlyList<StepRun> Of(CaseRun run)
    {
        var open = new Dictionary<string, Told>(StringComparer.Ordinal);
        var newest = new Dictionary<string, Told>(StringComparer.Ordinal);
        var order = new List<Told>();
        foreach (var happening in run.Events)
        {
            if (!open.TryGetValue(happening.ExecutionId, out var told))
            {
                told = new Told(happening, ParentOf(run, happening, newest));
                open[happening.ExecutionId] = newest[happening.NodeId] = told;
                order.Add(told);
            }
            told.Hear(happening);
        }

        var waiting = run.Row.IsOpen ? run.Instance.Bookmarks.Select(bookmark => bookmark.ExecutionId).ToHashSet(StringComparer.Ordinal) : [];
        var incidents = run.Instance.Incidents.Where(incident => incident.ResolvedAt is null).ToList();
        return [.. order.Select(told => told.Finish(run, waiting.Contains(told.Id), [.. incidents.Where(incident => IsOf(incident, told))]))];
    }

    /// <summary>How often each step ran and how it stands, for the badges of the diagram. Steps that never ran have none.</summary>
    public static IReadOnlyList<StepCount> Count(CaseRun run, IReadOnlyList<StepRun> runs)
    {
        var broken = run.Instance.Incidents.Where(incident => incident.ResolvedAt is null).Select(incident => run.PathOf(incident.NodeId)).ToList();
        return
        [
            .. runs.GroupBy(each => each.Path).Select(step => new StepCount(step.First().ActivityId, step.Key)
            {
                Started = step.Count(),
                Completed = step.Count(each => each.Standing == StepStanding.Completed),
                Uncompleted = step.Count(each => each.Standing is StepStanding.Running or StepStanding.Faulted),
                IsBlocked = step.Any(each => each.IsWaiting),
                IsFaulted = step.Any(each => each.Standing == StepStanding.Faulted),
                Faults = broken.Count(path => path == step.Key || path.StartsWith(step.Key + ":", StringComparison.Ordinal))
            })
        ];
    }

    // The incident of a container may be shown at the child that it could not go on after.
    static bool IsOf(Incident incident, Told told) => incident.NodeId == told.NodeId && (incident.ExecutionId == told.Id || told.HasFailed);

    // The journal does not say in which execution of the container a step runs: the newest is taken.
    static Told? ParentOf(CaseRun run, JournalEvent happening, Dictionary<string, Told> newest) =>
        run.Workflow.Find(happening.NodeId)?.Parent is { } container ? newest.GetValueOrDefault(container.Key) : null;

    sealed class Told(JournalEvent first, Told? parent)
    {
        DateTimeOffset? endedAt;
        StepStanding standing;
        bool hasCompleted;
        IReadOnlyDictionary<string, object?>? inputs;
        IReadOnlyDictionary<string, object?>? outputs;

        public string Id => first.ExecutionId;
        public string NodeId => first.NodeId;
        int Depth => parent is null ? 0 : parent.Depth + 1;
        public bool HasFailed => standing == StepStanding.Faulted;

        public void Hear(JournalEvent happening)
        {
            switch (happening.What)
            {
                case "Started" or "Resumed" or "Suspended":
                    (standing, endedAt) = (StepStanding.Running, null);
                    break;
                case "Completed":
                    (standing, endedAt, hasCompleted) = (StepStanding.Completed, happening.At, true);
                    break;
                case "Canceled":
                    (standing, endedAt) = (StepStanding.Canceled, happening.At);
                    break;
                case "Faulted":
                    standing = StepStanding.Faulted;
                    break;
            }

            inputs = happening.Details?.GetValueOrDefault("Inputs") as IReadOnlyDictionary<string, object?> ?? inputs;
            outputs = happening.Details?.GetValueOrDefault("Outputs") as IReadOnlyDictionary<string, object?> ?? outputs;
        }

        public StepRun Finish(CaseRun run, bool isWaiting, IReadOnlyList<Incident> incidents)
        {
            var node = run.Workflow.Find(NodeId);
            var (how, when) = End(run, incidents.Count > 0);
            var plain = new StepRun(Id, node?.Id ?? NodeId, run.PathOf(NodeId), first.ActivityType)
            {
                TypeVersion = node?.Descriptor.Version ?? 1,
                Name = node?.Model.Name,
                ParentId = parent?.Id,
                Depth = Depth,
                Standing = how,
                StartedAt = first.At,
                EndedAt = when,
                IsWaiting = isWaiting,
                Faults = incidents.Count,
                Problem = incidents.Count > 0 ? incidents[^1].Message : null,
                ProblemType = incidents.Count > 0 ? incidents[^1].ExceptionType : null
            };
            return run.ShowsValues ? plain with { Inputs = inputs ?? plain.Inputs, Outputs = outputs ?? plain.Outputs } : plain;
        }

        (StepStanding How, DateTimeOffset? When) End(CaseRun run, bool isBroken)
        {
            // An incident that is resolved leaves no mark: the step went on, or its container did.
            var how = standing != StepStanding.Faulted || isBroken ? standing : hasCompleted ? StepStanding.Completed : StepStanding.Running;
            if (how is StepStanding.Completed or StepStanding.Canceled || run.Row.IsOpen)
                return (how, endedAt);

            // A case that ended took with it what still ran. One that broke down stands as it broke.
            return run.Instance.SubStatus switch
            {
                InstanceSubStatus.Finished => (StepStanding.Completed, run.Row.FinishedAt),
                InstanceSubStatus.Cancelled => (StepStanding.Canceled, run.Row.FinishedAt),
                _ => (how, endedAt)
            };
        }
    }
}

/// <summary>How often a step of a case ran.</summary>
public sealed record StepCount(string ActivityId, string Path)
{
    public int Started { get; init; }
    public int Completed { get; init; }
    public int Uncompleted { get; init; }

    /// <summary>It waits for something.</summary>
    public bool IsBlocked { get; init; }
    public bool IsFaulted { get; init; }

    /// <summary>Open incidents in it and below.</summary>
    public int Faults { get; init; }
}
