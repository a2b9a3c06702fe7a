using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>The compiled form of a stored version. Versions never change, so a node compiles each once and keeps those in use.</summary>
public sealed class CompiledWorkflows(BackOfficeDb db, WorkflowShelf shelf, Compiler compiler, UsableDefinitions usable)
{
    /// <summary>As a case that begins now would run it.</summary>
    /// <exception cref="RuleBrokenException">The stored version cannot be read.</exception>
    public async ValueTask<Workflow> Find(Guid versionId, CancellationToken cancel) => shelf.Find((versionId, "")) ?? await Find(versionId, NoPins, cancel);

    /// <summary>As a case runs it that began with these versions of the workflows that it uses.</summary>
    /// <exception cref="RuleBrokenException">The stored version cannot be read.</exception>
    public async ValueTask<Workflow> Find(Guid versionId, IReadOnlyDictionary<string, string> pins, CancellationToken cancel)
    {
        if (shelf.Find((versionId, "")) is { } alone)
            return alone;
        var pinned = string.Join('\n', pins.OrderBy(pin => pin.Key, StringComparer.Ordinal).Select(pin => $"{pin.Key}={pin.Value}"));
        if (pinned.Length > 0 && shelf.Find((versionId, pinned)) is { } same)
            return same;

        var item = await Load(versionId, cancel);
        if (item.PublishedAt is null)
            return await Compile(item, pins, cancel);
        var definition = Read(item);
        if (!compiler.UsesOthers(definition))
            return shelf.Keep((versionId, ""), compiler.Compile(definition).Workflow);
        var there = await usable.Current(cancel);
        var key = pinned.Length > 0 ? pinned : $"at {there.Stamp}";
        return shelf.Find((versionId, key)) ?? shelf.Keep((versionId, key), compiler.Compile(definition, there.Workflows.With(pins)).Workflow);
    }

    /// <summary>
    /// A version that is being published, or a draft that is tried. It is not put aside: should the transaction fail, the draft may be edited and
    /// published again under the same id.
    /// </summary>
    internal Task<Workflow> Compile(ConfigurationItem item, CancellationToken cancel) => Compile(item, NoPins, cancel);

    async Task<Workflow> Compile(ConfigurationItem item, IReadOnlyDictionary<string, string> pins, CancellationToken cancel)
    {
        var definition = Read(item);
        return compiler.UsesOthers(definition)
            ? compiler.Compile(definition, (await usable.Current(cancel)).Workflows.With(pins)).Workflow
            : compiler.Compile(definition).Workflow;
    }

    static readonly Dictionary<string, string> NoPins = [];

    /// <summary>A version by its number, whether or not it is published still.</summary>
    public Task<StoredVersion?> FindNumber(string definitionId, int number, CancellationToken cancel) => db.Set<ConfigurationItem>()
        .Where(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == definitionId && item.Version == number && item.PublishedAt != null)
        .Select(item => new StoredVersion(item.Id, item.Version))
        .FirstOrDefaultAsync(cancel);

    async Task<ConfigurationItem> Load(Guid versionId, CancellationToken cancel) =>
        await db.Set<ConfigurationItem>().AsNoTracking().FirstOrDefaultAsync(item => item.Id == versionId, cancel)
        ?? throw new RuleBrokenException(Texts.Say("DefinitionUnknown", versionId)) { Code = "definition-unknown" };

    static WorkflowDefinition Read(ConfigurationItem item)
    {
        var read = DefinitionReader.Read(item.Content);
        return read.Definition is { } definition
            ? definition
            : throw new RuleBrokenException(Texts.Say("DefinitionBroken", item.EntryKey, Say(read.Findings))) { Code = "definition-broken" };
    }

    static string Say(IReadOnlyList<Finding> findings) =>
        string.Join(" ", findings.Select(finding => FindingTexts.Say(finding, CultureInfo.CurrentUICulture)));
}

/// <summary>A version of a definition as it is stored.</summary>
public sealed record StoredVersion(Guid Id, int Number);

/// <summary>Compiled versions that a node has used lately; the one that was used longest ago makes room.</summary>
public sealed class WorkflowShelf
{
    const int Room = 500;

    readonly Lock turn = new();
    readonly Dictionary<(Guid, string), LinkedListNode<((Guid, string) Id, Workflow Workflow)>> places = [];
    readonly LinkedList<((Guid, string) Id, Workflow Workflow)> order = new();

    internal Workflow? Find((Guid, string) id)
    {
        lock (turn)
        {
            if (!places.TryGetValue(id, out var place))
                return null;

            order.Remove(place);
            order.AddFirst(place);
            return place.Value.Workflow;
        }
    }

    internal Workflow Keep((Guid, string) id, Workflow workflow)
    {
        lock (turn)
        {
            if (places.TryGetValue(id, out var there))
                return there.Value.Workflow;

            places[id] = order.AddFirst((id, workflow));
            if (order.Count > Room)
            {
                places.Remove(order.Last!.Value.Id);
                order.RemoveLast();
            }

            return workflow;
        }
    }
}
