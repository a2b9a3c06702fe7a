using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>One burst: a loop over due steps, and one switch that decides what an activity's answer means.</summary>
sealed partial class BurstRun
{
    readonly Workflow workflow;
    readonly Instance instance;
    readonly IBurstHost host;
    readonly EngineOptions options;
    readonly CancellationToken cancel;
    readonly DateTimeOffset now;
    readonly Burst burst;
    readonly RunContext context;
    readonly RunScope scope;
    bool isStopped;
    bool isWatched;

    public BurstRun(Workflow workflow, Instance instance, IBurstHost host, EngineOptions options, CancellationToken cancel)
    {
        (this.workflow, this.instance, this.host, this.options, this.cancel) = (workflow, instance, host, options, cancel);
        now = host.Now;
        burst = new Burst(instance);
        scope = new RunScope(workflow, instance, now);
        context = new RunContext(workflow, instance, burst, scope, AddEvent, new Children(instance, burst, host, options, cancel), options.GoOnUnheard, options.Planted, cancel);
        if (instance.Root is not null)
            Attaching.Attach(instance, workflow);
    }

    public async Task<Burst> Start(StartOrder order)
    {
        StartInput.Fill(workflow, instance, order);
        isWatched = order.IsWatched;
        var root = NewExecution(workflow.Root, null, null, null);
        instance.Root = root;
        SetVariables(order, root);
        context.Trigger = order.TriggerActivityId;
        triggerNews = Values.Normalize(order.News);
        instance.Due.Enqueue(root);
        return await RunUntilQuiet();
    }

    void SetVariables(StartOrder order, Execution root)
    {
        foreach (var (name, value) in order.Variables ?? new Dictionary<string, object?>())
            try
            {
                scope.At(root).SetVariable(name, Values.Normalize(value));
            }
            catch (ExpressionException broken)
            {
                throw new StartRefusedException("variable-does-not-fit", name, broken.Message);
            }
    }

    public async Task<Burst> Resume(Bookmark bookmark, object? news, ResumeInput? input = null)
    {
        scope.Come = input?.Values;
        var execution = Find(instance.Root, bookmark.ExecutionId)
            ?? throw new InvalidOperationException($"Bookmark {bookmark.Id} of instance {instance.Id} points at execution {bookmark.ExecutionId}, which does not exist.");
        RememberVariables();
        if (bookmark.Kind == RetryWait.Kind)
        {
            RetryNow(execution);
            return await RunUntilQuiet();
        }
        ForgetWhatIsNotStored();
        if (!bookmark.Stays)
            RemoveBookmarks(execution);
        if (Spoils(PlantedBug.SwallowedStimulus, execution))
            return burst;
        execution.Asked = Ask.Resume;
        execution.News = news;
        execution.ResumedKind = bookmark.Kind;
        execution.ResumedKey = bookmark.Key;
        instance.Due.Enqueue(execution);
        return await RunUntilQuiet();
    }

    public async Task<Burst?> Retry(Incident incident)
    {
        if (Find(instance.Root, incident.ExecutionId) is not { Status: ExecutionStatus.Faulted } execution)
            return null;
        Reopen(execution);
        return await RunUntilQuiet();
    }

    async Task<Burst> RunUntilQuiet()
    {
        instance.Status = InstanceStatus.Running;
        instance.SubStatus = InstanceSubStatus.Executing;
        while (!isStopped && instance.Due.TryDequeue(out var execution))
        {
            if (execution.HasEnded)
                continue;
            if (FindBrokenLimit(execution) is { } limit)
            {
                StopAt(execution, limit);
                break;
            }
            cancel.ThrowIfCancellationRequested();
            await Perform(execution);
        }
        Settle();
        ForgetWhatWasWritten();
        return burst;
    }

    void Settle()
    {
        if (isStopped)
            return;
        if (instance.Root!.Status == ExecutionStatus.Completed)
        {
            Finish(InstanceSubStatus.Finished);
            return;
        }
        instance.SubStatus = InstanceSubStatus.Suspended;
        if (instance.Bookmarks.Count == 0 && instance.Due.Count == 0 && !instance.NeedsAttention)
            FaultOfNothingToWaitFor();
    }

    async ValueTask Perform(Execution execution)
    {
        execution.Status = ExecutionStatus.Running;
        if (execution.Asked == Ask.Execute && execution.Node.Key == context.Trigger)
        {
            context.Trigger = null;
            execution.IsTrigger = true;
            execution.News = triggerNews;
        }
        AddEvent(execution, execution.Asked == Ask.Execute ? "Started" : "Resumed", null);
        if (execution.Asked == Ask.ChildEnded)
        {
            await TellWhatWasMissed(execution);
            return;
        }

        var result = await Invoke(execution, execution.Asked == Ask.Execute && !execution.IsTrigger ? Ask.Execute : Ask.Resume, null);
        if (result is DoneResult && execution.Activity is IJoin)
            await CancelOvertaken(execution);
        await Apply(execution, result);
        await TellWhatWasMissed(execution);
    }

    async ValueTask TellWhatWasMissed(Execution execution)
    {
        while (execution is { Status: ExecutionStatus.Running, Missed: { Count: > 0 } missed })
        {
            var child = missed[0];
            missed.RemoveAt(0);
            await Apply(execution, await Invoke(execution, Ask.ChildEnded, child));
        }
    }

    /// <summary>What an answer means: here and nowhere else.</summary>
    async ValueTask Apply(Execution execution, ActivityResult result)
    {
        while (true)
        {
            if (result is not FaultResult)
                execution.FailedTries = 0;
            switch (result)
            {
                case DoneResult done:
                    await End(execution, done.Outcomes);
                    if (execution.Parent is not { } parent || Report(parent, execution, done.Outcomes) is not { } ended)
                        return;
                    result = await Invoke(parent, Ask.ChildEnded, ended);
                    execution = parent;
                    continue;
                case WaitResult wait when wait.Bookmarks.Count > 0:
                    AddBookmarks(execution, wait.Bookmarks);
                    AddEvent(execution, "Suspended", null);
                    return;
                case RunResult run:
                    if (run.Children.Count > 0 && FindBrokenLimit(execution, run.Children.Count) is { } limit)
                    {
                        Fault(execution, limit);
                        return;
                    }
                    if (run.Waits.Count > 0)
                    {
                        AddBookmarks(execution, run.Waits);
                        AddEvent(execution, "Suspended", null);
                    }
                    if (Schedule(execution, run.Children) is { } unknown)
                    {
                        Fault(execution, unknown);
                        return;
                    }
                    if (run.CancelExecutions.Count > 0)
                        await CancelChildren(execution, run.CancelExecutions);
                    return;
                case FaultResult fault:
                    if (!TriesAgain(execution, fault))
                        Fault(execution, fault);
                    return;
                case LeaveResult leave:
                    await Leave(execution, leave);
                    return;
                default:
                    return;
            }
        }
    }

    // A container hears at once that a child ended; one that is faulted hears it after its retry.
    EndedChild? Report(Execution parent, Execution child, IReadOnlyList<string> outcomes)
    {
        parent.Children!.Remove(child);
        var ended = new EndedChild(child.Node.Id, child.Id, child.Status == ExecutionStatus.Canceled, outcomes, child.Tag);
        if (parent.Status is ExecutionStatus.Faulted or ExecutionStatus.Pending)
        {
            (parent.Missed ??= []).Add(ended);
            return null;
        }
        return parent.Status == ExecutionStatus.Running && !Spoils(PlantedBug.LostCallback, child) ? ended : null;
    }

    FaultResult? Schedule(Execution parent, IReadOnlyList<ChildRequest> children)
    {
        for (var i = 0; i < children.Count; i++)
        {
            var child = children[i];
            if (workflow.Find(parent.Node.Inner + child.NodeId) is not { } node)
                return new FaultResult($"'{parent.Node.Name}' wants to run '{child.NodeId}', which this workflow does not have.", "unknown-child", "");
            var execution = NewExecution(node, parent, child.Variables, child.Tag);
            instance.Due.Enqueue(execution);
            if (Spoils(PlantedBug.DoubleFire, execution))
                instance.Due.Enqueue(NewExecution(node, parent, child.Variables, child.Tag));
        }
        return null;
    }

    Execution NewExecution(Node node, Execution? parent, IReadOnlyDictionary<string, object?>? variables, string? tag)
    {
        var execution = new Execution { Number = ++instance.LastExecution, NodeId = node.Key, Parent = parent, Node = node, Tag = tag, Depth = parent is null ? 0 : parent.Depth + 1 };
        scope.Charged += Weight.Execution;
        if (node.Variables.Length > 0)
            execution.Slots = [.. node.Variables.Select(slot => slot.Default)];
        if (variables is not null)
            execution.Extra = variables.ToDictionary(pair => pair.Key, pair => Values.Normalize(pair.Value), StringComparer.Ordinal);
        if (parent is not null)
            (parent.Children ??= []).Add(execution);
        return execution;
    }

    void AddEvent(Execution execution, string what, IReadOnlyDictionary<string, object?>? details) =>
        burst.Events.Add(new JournalEvent(++instance.LastSequence, now, execution.Node.Key, execution.Id, execution.Node.Type, what) { Details = details });
}
