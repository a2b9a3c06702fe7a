using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Conformance;

/// <summary>Instances that instances start.</summary>
public sealed partial class BareServer
{
    public ValueTask<bool> IsPublished(string definitionId, CancellationToken cancel) => ValueTask.FromResult(definitions.Published(definitionId) is not null);

    public async Task<Burst> RunChild(ChildStart child, Burst parent, CancellationToken cancel)
    {
        // Lines that the parent wrote before come first.
        console.AddRange(parent.Console);
        parent.Console.Clear();
        var run = new Run(definitions.Published(child.DefinitionId)!);
        // It comes before those that it begins itself.
        runs.Add(run);
        var burst = await runner.Start(run.Workflow, Order(child) with { IsWatched = true }, this, cancel);
        Keep(run, burst);
        return burst;
    }

    static StartOrder Order(ChildStart child) => new(child.InstanceId)
    {
        Input = child.Input,
        CorrelationId = child.CorrelationId,
        ParentInstanceId = child.ParentInstanceId,
        ParentWait = child.Wait,
        Depth = child.Depth
    };

    async Task DoChildren(Run run, Effect effect)
    {
        switch (effect.Kind)
        {
            case StartChildren.Kind:
                foreach (var child in StartChildren.Read(effect.Payload))
                    await Start(definitions.Published(child.DefinitionId)!, Order(child));
                break;
            case TellParent.Kind:
                var told = TellParent.Read(effect.Payload);
                if (runs.Find(parent => parent.Instance.Id == told.ParentInstanceId) is { } waiting
                    && waiting.Instance.Bookmarks.Find(bookmark => bookmark.Kind == told.Wait.Kind && bookmark.Key == told.Wait.Key) is { } bookmark)
                    await Resume(waiting, bookmark.Id, told.News);
                break;
            case ChildrenCancelled.Kind:
                foreach (var child in runs.Where(child => child.Instance.ParentInstanceId == run.Instance.Id).ToList())
                    Keep(child, await runner.Cancel(child.Workflow, child.Instance, "parent", this, CancellationToken.None));
                break;
        }
    }
}
