using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Cases;

/// <summary>One case in the engine's own words: where it waits, what is broken, what it was given and has left.</summary>
[SentBy(Senders.Members)]
public sealed record ShowInstance(Guid InstanceId) : IRequest<InstanceView>
{
    public sealed class Handler(BackOfficeDb db, CurrentCaller current, CompiledWorkflows workflows) : IRequestHandler<ShowInstance, InstanceView>
    {
        public async Task<InstanceView> Handle(ShowInstance request, CancellationToken cancel)
        {
            var row = await db.Set<WorkflowInstance>().AsNoTracking().SingleOrDefaultAsync(instance => instance.Id == request.InstanceId, cancel) ?? throw CaseRules.Unknown();
            var instance = CaseRules.Open(row);
            var workflow = await workflows.Find(row.ConfigurationItemId, instance.Pins, cancel);
            var readsValues = CaseData.IsReadBy(current.Caller);
            var showsValues = readsValues && !CaseData.IsChosen(workflow);
            return new InstanceView(InstanceLine.Of(row).For(readsValues))
            {
                Bookmarks = [.. instance.Bookmarks.Where(_ => row.IsOpen).Select(bookmark => new StepBookmark(bookmark, workflow.ActivityIdOf(bookmark.NodeId), PathOf(workflow, bookmark.NodeId)) { Payload = showsValues ? bookmark.Payload : null })],
                Incidents = [.. instance.Incidents.Where(incident => incident.ResolvedAt is null).Select(incident => new StepIncident(incident, workflow.ActivityIdOf(incident.NodeId), PathOf(workflow, incident.NodeId)))],
                Input = showsValues ? Plain(instance.Input) : [],
                Output = showsValues ? Plain(instance.Output) : [],
                Variables = readsValues ? Variables(instance, workflow) : []
            };
        }

        static string PathOf(Workflow workflow, string nodeId) => workflow.Find(nodeId)?.Path ?? nodeId;

        static List<KeyValuePair<string, object?>> Plain(IReadOnlyDictionary<string, object?> values) => [.. values.Where(value => CaseData.IsPlain(value.Value))];

        static List<CaseVariable> Variables(Instance instance, Workflow workflow) =>
        [
            .. CaseData.Of(instance, workflow).Select(value =>
                new CaseVariable(workflow.Definition.Variables.FirstOrDefault(variable => variable.Name == value.Key)?.Id ?? value.Key, value.Key, value.Value))
        ];
    }
}

public sealed record InstanceView(InstanceLine Line)
{
    public IReadOnlyList<StepBookmark> Bookmarks { get; init; } = [];
    public IReadOnlyList<StepIncident> Incidents { get; init; } = [];
    public IReadOnlyList<KeyValuePair<string, object?>> Input { get; init; } = [];
    public IReadOnlyList<KeyValuePair<string, object?>> Output { get; init; } = [];
    public IReadOnlyList<CaseVariable> Variables { get; init; } = [];
}

/// <summary>A wait, and the step that waits: its id in its definition, and Elsa's node id.</summary>
public sealed record StepBookmark(Bookmark Bookmark, string ActivityId, string Path)
{
    /// <summary>Null when the reader may not see it.</summary>
    public object? Payload { get; init; }
}

/// <summary>An open incident, and the step that is broken.</summary>
public sealed record StepIncident(Incident Incident, string ActivityId, string Path);

public sealed record CaseVariable(string Id, string Name, object? Value);
