using System.Collections.Concurrent;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Cases;
using MediatR;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Studio;

/// <summary>
/// Tells viewers that their case has changed: soon after the change signal, from whichever node, and within five seconds when that was missed.
/// Bursts that follow each other quickly are told once.
/// </summary>
sealed class InstancePush(CaseWatch watch, ObservedCases observed, IHubContext<InstanceHub> hub, Scopes scopes, ILogger<InstancePush> log) : BackgroundService
{
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(150);

    protected override async Task ExecuteAsync(CancellationToken cancel)
    {
        var changed = new ConcurrentDictionary<ObservedCase, bool>();
        using var bell = new SemaphoreSlim(0);
        using var subscription = watch.Subscribe((tenant, id) =>
        {
            var seen = new ObservedCase(tenant, id);
            if (observed.Has(seen) && changed.TryAdd(seen, true))
                bell.Release();
        });
        while (await IsTime(bell, cancel))
        {
            // Without news, all are looked at: the signal is only a hint.
            var due = changed.IsEmpty ? observed.All : [.. changed.Keys];
            foreach (var seen in due)
            {
                changed.TryRemove(seen, out _);
                await Look(seen, cancel);
            }
        }
    }

    /// <summary>Waits until there is something to look at; false when the node stops.</summary>
    static async Task<bool> IsTime(SemaphoreSlim bell, CancellationToken cancel)
    {
        try
        {
            if (await bell.WaitAsync(Heartbeat, cancel))
                await Task.Delay(Settling, cancel);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task Look(ObservedCase seen, CancellationToken cancel)
    {
        try
        {
            var standing = await Ask(seen, new FindCaseStanding(seen.Id), cancel);
            if (!observed.IsNews(seen, standing.Revision))
                return;
            var counts = await Ask(seen, new CountSteps(seen.Id), cancel);
            var viewers = hub.Clients.Group(seen.Group);
            await viewers.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats = counts.Select(count => new StepCountShape(count)) }, cancel);
            await viewers.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, cancel);
            await viewers.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = seen.Id }, cancel);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            // The node stops, and its viewers go to another.
        }
        catch (Exception problem)
        {
            // The viewers still ask by themselves; the next change, or the next look, tells them.
            log.LogWarning(problem, "The viewers of case {Case} could not be told that it has changed", seen.Id);
        }
    }

    Task<T> Ask<T>(ObservedCase seen, IRequest<T> question, CancellationToken cancel) =>
        scopes.Run<IMediator, T>(Caller.System(seen.TenantId), mediator => mediator.Send(question, cancel), cancel);
}
