using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>The compiled form of a stored version. Versions never change, so a node compiles each once and keeps those in use.</summary>
public sealed class CompiledWorkflows(BackOfficeDb db, WorkflowShelf shelf, Compiler compiler)
{
    /// <exception cref="RuleBrokenException">The stored version cannot be read.</exception>
    public async ValueTask<Workflow> Find(Guid versionId, CancellationToken cancel) =>
        shelf.Find(versionId) ?? shelf.Keep(versionId, Compile(await Load(versionId, cancel)));

    async Task<ConfigurationItem> Load(Guid versionId, CancellationToken cancel) =>
        await db.Set<ConfigurationItem>().AsNoTracking().FirstOrDefaultAsync(item => item.Id == versionId, cancel)
        ?? throw new RuleBrokenException(Texts.Say("DefinitionUnknown", versionId)) { Code = "definition-unknown" };

    Workflow Compile(ConfigurationItem item)
    {
        var read = DefinitionReader.Read(item.Content);
        return read.Definition is { } definition
            ? compiler.Compile(definition).Workflow
            : throw new RuleBrokenException(Texts.Say("DefinitionBroken", item.EntryKey, Say(read.Findings))) { Code = "definition-broken" };
    }

    static string Say(IReadOnlyList<Finding> findings) =>
        string.Join(" ", findings.Select(finding => FindingTexts.Say(finding, CultureInfo.CurrentUICulture)));
}

/// <summary>Compiled versions that a node has used lately; the one that was used longest ago makes room.</summary>
public sealed class WorkflowShelf
{
    const int Room = 500;

    readonly Lock turn = new();
    readonly Dictionary<Guid, LinkedListNode<(Guid Id, Workflow Workflow)>> places = [];
    readonly LinkedList<(Guid Id, Workflow Workflow)> order = new();

    internal Workflow? Find(Guid id)
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

    internal Workflow Keep(Guid id, Workflow workflow)
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
