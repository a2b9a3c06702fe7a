using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>The engine as a burst needs it: with the definitions' stored versions, and without anything of a transaction.</summary>
public sealed class RunLoop(CompiledWorkflows workflows, Runner runner)
{
    /// <exception cref="RuleBrokenException">An input is missing or does not fit.</exception>
    internal async Task<Burst> Start(Guid versionId, Guid instanceId, StartInstance order, IBurstHost host, CancellationToken cancel)
    {
        var workflow = await workflows.Find(versionId, cancel);
        try
        {
            return await runner.Start(workflow, Order(instanceId, order), host, cancel);
        }
        catch (StartRefusedException refused)
        {
            throw Refusal(workflow, refused);
        }
    }

    /// <exception cref="RuleBrokenException">An input is missing or does not fit.</exception>
    internal async Task RequireInput(Guid versionId, StartInstance order, CancellationToken cancel)
    {
        var workflow = await workflows.Find(versionId, cancel);
        try
        {
            Runner.RequireInput(workflow, Order(Guid.Empty, order));
        }
        catch (StartRefusedException refused)
        {
            throw Refusal(workflow, refused);
        }
    }

    static RuleBrokenException Refusal(Workflow workflow, StartRefusedException refused) =>
        new(Texts.Say("StartRefused", workflow.Name ?? workflow.DefinitionId, refused.Message)) { Code = refused.Code };

    internal async Task<Burst?> Resume(Guid versionId, Instance instance, Guid bookmarkId, object? news, IBurstHost host, CancellationToken cancel) =>
        await runner.Resume(await workflows.Find(versionId, instance.Pins, cancel), instance, bookmarkId, StoredJson.Values(news), host, cancel);

    internal async Task<Burst?> ResumeWith(Guid versionId, Instance instance, Guid bookmarkId, ResumeInput input, IBurstHost host, CancellationToken cancel) =>
        await runner.ResumeWith(await workflows.Find(versionId, instance.Pins, cancel), instance, bookmarkId, input, host, cancel);

    internal async Task<Burst?> Retry(Guid versionId, Instance instance, Guid incidentId, IBurstHost host, CancellationToken cancel) =>
        await runner.Retry(await workflows.Find(versionId, instance.Pins, cancel), instance, incidentId, host, cancel);

    internal async Task<Burst?> Cancel(Guid versionId, Instance instance, string reason, IBurstHost host, CancellationToken cancel) =>
        await runner.Cancel(await workflows.Find(versionId, instance.Pins, cancel), instance, reason, host, cancel);

    /// <summary>Repairs an instance; says also which stored version it runs now.</summary>
    internal async Task<(Altered Altered, StoredVersion? Moved)> Alter(Guid versionId, Instance instance, IReadOnlyList<Alteration> alterations, IBurstHost host, CancellationToken cancel)
    {
        var workflow = await workflows.Find(versionId, instance.Pins, cancel);
        var seen = new List<(StoredVersion Version, Workflow Workflow)>();
        var altered = await runner.Alter(workflow, instance, alterations, FindNumber, host, cancel);
        return (altered, ReferenceEquals(altered.Workflow, workflow) ? null : seen.Find(other => ReferenceEquals(other.Workflow, altered.Workflow)).Version);

        async ValueTask<Workflow?> FindNumber(int number)
        {
            if (await workflows.FindNumber(instance.DefinitionId, number, cancel) is not { } version)
                return null;
            var found = await workflows.Find(version.Id, instance.Pins, cancel);
            seen.Add((version, found));
            return found;
        }
    }

    static StartOrder Order(Guid instanceId, StartInstance order) => new(instanceId)
    {
        Input = order.Input.ToDictionary(input => input.Key, input => StoredJson.Values(input.Value), StringComparer.Ordinal),
        CorrelationId = order.CorrelationId,
        Name = order.Name,
        ParentInstanceId = order.ParentInstanceId,
        ParentWait = order.ParentWait,
        Depth = order.Depth,
        IsWatched = order.IsWatched,
        Variables = order.Variables?.ToDictionary(variable => variable.Key, variable => StoredJson.Values(variable.Value), StringComparer.Ordinal),
        TriggerActivityId = order.TriggerActivityId,
        News = StoredJson.Values(order.News)
    };
}
