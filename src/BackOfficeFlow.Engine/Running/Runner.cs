using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>
/// Runs bursts. It loads nothing and saves nothing: its host opens the instance, runs it, and keeps what the burst brought, together or not at all.
/// </summary>
public sealed class Runner(EngineOptions options)
{
    /// <summary>Begins an instance and runs it until it waits or ends.</summary>
    /// <exception cref="StartRefusedException">An input is missing or does not fit.</exception>
    public Task<Burst> Start(Workflow workflow, StartOrder order, IBurstHost host, CancellationToken cancel) =>
        new BurstRun(workflow, New(workflow, order, host.Now), host, options, cancel).Start(order);

    /// <summary>Checks the inputs of an instance that is to begin later.</summary>
    /// <exception cref="StartRefusedException">An input is missing or does not fit.</exception>
    public static void RequireInput(Workflow workflow, StartOrder order) => StartInput.Fill(workflow, New(workflow, order, default), order);

    static Instance New(Workflow workflow, StartOrder order, DateTimeOffset now) => new()
    {
        Id = order.InstanceId,
        DefinitionId = workflow.DefinitionId,
        DefinitionVersionId = workflow.VersionId,
        DefinitionVersion = workflow.Version,
        ParentInstanceId = order.ParentInstanceId,
        ParentWait = order.ParentWait,
        Depth = order.Depth,
        Pins = workflow.Pins,
        CreatedAt = now,
        CorrelationId = order.CorrelationId,
        Name = order.Name
    };

    /// <summary>Goes on where a bookmark stands. Null when there is nothing to resume: the bookmark is gone or the instance has ended.</summary>
    public async Task<Burst?> Resume(Workflow workflow, Instance instance, Guid bookmarkId, object? news, IBurstHost host, CancellationToken cancel)
    {
        if (instance.Status != InstanceStatus.Running || instance.Bookmarks.Find(bookmark => bookmark.Id == bookmarkId) is not { } bookmark)
            return null;
        return await new BurstRun(workflow, instance, host, options, cancel).Resume(bookmark, Values.Normalize(news));
    }

    /// <summary>
    /// Goes on where a bookmark stands, as a client of Elsa does: with an input that expressions see until the instance waits again. Null when
    /// there is nothing to resume.
    /// </summary>
    public async Task<Burst?> ResumeWith(Workflow workflow, Instance instance, Guid bookmarkId, ResumeInput input, IBurstHost host, CancellationToken cancel)
    {
        if (instance.Status != InstanceStatus.Running || instance.Bookmarks.Find(bookmark => bookmark.Id == bookmarkId) is not { } bookmark)
            return null;
        return await new BurstRun(workflow, instance, host, options, cancel).Resume(bookmark, input.NewsFor(bookmark.Kind), input);
    }

    /// <summary>Tries a failed step again and goes on from there; an instance that ended by the fault is opened again. Null when the incident is not open.</summary>
    public async Task<Burst?> Retry(Workflow workflow, Instance instance, Guid incidentId, IBurstHost host, CancellationToken cancel)
    {
        if (instance.SubStatus is InstanceSubStatus.Cancelled or InstanceSubStatus.Finished || instance.Incidents.Find(incident => incident.Id == incidentId && incident.ResolvedAt is null) is not { } incident)
            return null;
        return await new BurstRun(workflow, instance, host, options, cancel).Retry(incident);
    }

    /// <summary>Ends an instance from outside. Steps that wait are told. Null when it has ended already.</summary>
    public async Task<Burst?> Cancel(Workflow workflow, Instance instance, string reason, IBurstHost host, CancellationToken cancel)
    {
        if (instance.Status != InstanceStatus.Running)
            return null;
        return await new BurstRun(workflow, instance, host, options, cancel).Cancel(reason);
    }

    /// <summary>
    /// Repairs an instance: each alteration in order, until one cannot be done; then runs what they scheduled. What was done before a failure stays.
    /// <paramref name="findVersion"/> gives another version of the definition, or null.
    /// </summary>
    public async Task<Altered> Alter(
        Workflow workflow, Instance instance, IReadOnlyList<Alteration> alterations, Func<int, ValueTask<Workflow?>> findVersion, IBurstHost host, CancellationToken cancel)
    {
        var bursts = new List<Burst>();
        var run = Open();
        string? problem = null;
        foreach (var alteration in alterations)
        {
            if (alteration is Migrate migrate)
            {
                var target = await findVersion(migrate.TargetVersion);
                problem = WhyNotTo(target, migrate.TargetVersion, instance);
                if (problem is null)
                    (workflow, instance, run) = MoveTo(target!);
                run.Note(alteration, problem);
            }
            else
            {
                problem = await run.Alter(alteration);
            }
            if (problem is not null)
                break;
        }
        await run.GoOn();
        return new Altered(bursts, instance, workflow, problem);

        BurstRun Open()
        {
            var opened = new BurstRun(workflow, instance, host, options, cancel);
            bursts.Add(opened.Happened);
            return opened;
        }

        // As after a save: what the old version's nodes remember as objects is read anew by those of the new one.
        (Workflow, Instance, BurstRun) MoveTo(Workflow target)
        {
            workflow = target;
            instance = Instance.Open(instance.Save());
            instance.DefinitionVersionId = target.VersionId;
            instance.DefinitionVersion = target.Version;
            instance.Pins = target.Pins;
            return (workflow, instance, Open());
        }
    }

    static string? WhyNotTo(Workflow? target, int version, Instance instance)
    {
        if (target is null)
            return $"There is no version {version} of '{instance.DefinitionId}'.";
        return Attaching.FindMissing(instance.Root!, target) is { } missing
            ? $"Version {version} has no activity '{missing}' of the same type, at which the instance stands."
            : null;
    }

    /// <summary>What starts instances of a workflow: node and stimulus of every trigger. A trigger whose inputs cannot be evaluated without an instance is left out.</summary>
    public IReadOnlyList<(string NodeId, BookmarkRequest Request)> FindTriggers(Workflow workflow, IBurstHost host) => LookForTriggers(workflow, host).Requests;

    /// <summary>What starts instances of a workflow, and which of its triggers start nothing, with the reason.</summary>
    public FoundTriggers LookForTriggers(Workflow workflow, IBurstHost host) => LookForTriggers(workflow, host, options);

    internal static FoundTriggers LookForTriggers(Workflow workflow, IBurstHost host, EngineOptions options)
    {
        var instance = new Instance
        {
            Id = Guid.Empty,
            DefinitionId = workflow.DefinitionId,
            DefinitionVersionId = workflow.VersionId,
            DefinitionVersion = workflow.Version,
            CreatedAt = host.Now
        };
        return new BurstRun(workflow, instance, host, options, CancellationToken.None).FindTriggers();
    }
}

/// <summary>Node and stimulus of every trigger, and node and reason of each that starts nothing.</summary>
public sealed record FoundTriggers(List<(string NodeId, BookmarkRequest Request)> Requests, List<(string NodeId, string Reason)> Silent);
