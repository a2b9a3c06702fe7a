using System.Globalization;
using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>What a parent waits on: the kind and key of its bookmark.</summary>
public sealed record ParentWait(string Kind, string Key);

/// <summary>An instance that another one starts.</summary>
public sealed record ChildStart(Guid InstanceId, string DefinitionId, Guid ParentInstanceId, IReadOnlyDictionary<string, object?> Input)
{
    public string? CorrelationId { get; init; }
    public ParentWait? Wait { get; init; }
    public int Depth { get; init; }
}

/// <summary>Instances that an instance starts: some in the burst, some after its commit.</summary>
sealed class Children(Instance instance, Burst burst, IBurstHost host, EngineOptions options, CancellationToken cancel)
{
    // Thousands of items are neither one row nor thousands in the burst that asks for them.
    const int PerEffect = 100;

    public ValueTask<bool> IsPublished(string definitionId) => host.IsPublished(definitionId, cancel);

    public IReadOnlyList<Guid> StartAfter(string definitionId, IReadOnlyList<ChildInput> starts, Stimulus? wait)
    {
        var children = starts.Select(start => Make(definitionId, start, wait is null ? null : new ParentWait(wait.Kind, wait.Key))).ToList();
        foreach (var part in children.Chunk(PerEffect))
            burst.Effects.Add(StartChildren.Of(part));
        return [.. children.Select(child => child.InstanceId)];
    }

    public async Task<ChildState> Run(string definitionId, ChildInput start, string? waitKind)
    {
        var id = start.InstanceId ?? InstanceIds.Next(host.Now);
        // Whoever calls stands in the way of the burst that it called: the nesting has an end also when nobody waits afterwards.
        var child = Make(definitionId, start with { InstanceId = id }, waitKind is null ? null : new ParentWait(waitKind, id.ToString("N"))) with { Depth = Deeper() };
        var ran = (await host.RunChild(child, burst, cancel)).Instance;
        return new ChildState(ran.Id, ran.Status.ToString(), ran.SubStatus.ToString(), new Dictionary<string, object?>(ran.Output, StringComparer.Ordinal));
    }

    ChildStart Make(string definitionId, ChildInput start, ParentWait? wait)
    {
        instance.HasChildren = true;
        var id = start.InstanceId ?? InstanceIds.Next(host.Now);
        var input = new Dictionary<string, object?>(start.Input, StringComparer.Ordinal) { ["ParentInstanceId"] = instance.Id.ToString() };
        return new ChildStart(id, definitionId, instance.Id, input) { CorrelationId = start.CorrelationId, Wait = wait, Depth = wait is null ? 0 : Deeper() };
    }

    int Deeper() => instance.Depth < options.NestedInstances ? instance.Depth + 1 : throw new StepException(
        "too-deeply-nested",
        string.Create(CultureInfo.InvariantCulture, $"More than {options.NestedInstances} instances wait for one another: a workflow seems to start itself without end."));
}

/// <summary>The effect that asks for instances to be started after the commit.</summary>
public static class StartChildren
{
    public const string Kind = "start-children";

    internal static Effect Of(IReadOnlyList<ChildStart> children) => new(Kind, children[0].InstanceId.ToString("N"), Payload(children));

    /// <summary>What an effect of this kind carries.</summary>
    public static Dictionary<string, object?> Payload(IReadOnlyList<ChildStart> children) => new()
    {
        ["definitionId"] = children[0].DefinitionId,
        ["parentId"] = children[0].ParentInstanceId.ToString("N"),
        ["waitKind"] = children[0].Wait?.Kind,
        ["waitKey"] = children[0].Wait?.Key,
        ["depth"] = children[0].Depth,
        ["children"] = children.Select(child => (object?)new Dictionary<string, object?>
        {
            ["id"] = child.InstanceId.ToString("N"),
            ["correlationId"] = child.CorrelationId,
            ["input"] = child.Input.ToDictionary(StringComparer.Ordinal)
        }).ToList()
    };

    /// <summary>What an effect of this kind asks for.</summary>
    public static IReadOnlyList<ChildStart> Read(IReadOnlyDictionary<string, object?> payload) =>
        [.. ((IEnumerable<object?>)payload["children"]!).Cast<IReadOnlyDictionary<string, object?>>().Select(child => Read(payload, child))];

    static ChildStart Read(IReadOnlyDictionary<string, object?> payload, IReadOnlyDictionary<string, object?> child) => new(
        Guid.Parse((string)child["id"]!), (string)payload["definitionId"]!, Guid.Parse((string)payload["parentId"]!), (IReadOnlyDictionary<string, object?>)child["input"]!)
    {
        CorrelationId = child.GetValueOrDefault("correlationId") as string,
        Wait = payload.GetValueOrDefault("waitKind") is string kind ? new ParentWait(kind, (string)payload["waitKey"]!) : null,
        Depth = Convert.ToInt32(payload["depth"], CultureInfo.InvariantCulture)
    };
}

/// <summary>The effect by which an instance that ended tells the one that waits for it.</summary>
public sealed record TellParent(Guid ParentInstanceId, ParentWait Wait, IReadOnlyDictionary<string, object?> News)
{
    public const string Kind = "tell-parent";

    internal static TellParent Of(Instance child, ParentWait wait) => new(child.ParentInstanceId!.Value, wait, new Dictionary<string, object?>
    {
        ["WorkflowInstanceId"] = child.Id.ToString(),
        ["WorkflowStatus"] = child.Status.ToString(),
        ["WorkflowSubStatus"] = child.SubStatus.ToString(),
        ["WorkflowOutput"] = new Dictionary<string, object?>(child.Output, StringComparer.Ordinal)
    });

    internal Effect ToEffect() => new(Kind, Kind, new Dictionary<string, object?>
    {
        ["parentId"] = ParentInstanceId.ToString("N"),
        ["waitKind"] = Wait.Kind,
        ["waitKey"] = Wait.Key,
        ["news"] = News
    });

    /// <summary>What an effect of this kind tells.</summary>
    public static TellParent Read(IReadOnlyDictionary<string, object?> payload) => new(
        Guid.Parse((string)payload["parentId"]!), new ParentWait((string)payload["waitKind"]!, (string)payload["waitKey"]!), (IReadOnlyDictionary<string, object?>)payload["news"]!);
}

/// <summary>The effect by which the instances that a cancelled one started are cancelled too.</summary>
public static class ChildrenCancelled
{
    public const string Kind = "cancel-children";
}
