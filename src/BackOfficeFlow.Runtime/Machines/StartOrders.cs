using System.Globalization;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>An order to start a case that came from another system.</summary>
/// <param name="Order">What to start.</param>
/// <param name="Version">Elsa's word for the version that is meant; null: the published one.</param>
public sealed record MachineOrder(StartInstance Order, string? Version)
{
    /// <summary>A designer asks: the latest version may be a draft.</summary>
    public bool TriesDrafts { get; init; }
}

/// <summary>Reads orders of other systems, and of designers who try what they have drawn, as far as that takes the stored definition.</summary>
sealed class StartOrders(PublishedVersions versions, CompiledWorkflows workflows, RunLoop loop, DefinitionRules rules)
{
    static readonly HashSet<string> Published = new(StringComparer.OrdinalIgnoreCase) { "", "Published", "LatestOrPublished", "LatestAndPublished" };

    /// <exception cref="RuleBrokenException">No such process is published, another version of it is, or it has no such trigger.</exception>
    /// <exception cref="FluentValidation.ValidationException">A draft is to be tried that cannot run.</exception>
    public async Task<StartInstance> Read(MachineOrder asked, CancellationToken cancel)
    {
        var order = asked.Order;
        var tried = asked.TriesDrafts && asked.Version == VersionChoice.Latest.Word ? await rules.Runnable(order.DefinitionId, cancel) : null;
        var version = tried ?? await versions.Find(order.DefinitionId, cancel);
        if (tried is null && !Published.Contains(asked.Version ?? "") && asked.Version != version.Number.ToString(CultureInfo.InvariantCulture))
            throw new RuleBrokenException(Texts.Say("VersionNotPublished", order.DefinitionId, version.Number, asked.Version)) { Code = "version-not-published" };
        order = order with { Version = tried };
        return order.TriggerActivityId is { } trigger ? order with { TriggerActivityId = KeyOf(trigger, await workflows.Find(version.Id, cancel)) } : order;
    }

    /// <summary>Whoever has a case started later is told at once when it could not start with this input.</summary>
    /// <exception cref="RuleBrokenException">An input is missing or does not fit.</exception>
    public async Task RequireInput(StartInstance order, CancellationToken cancel) =>
        await loop.RequireInput((await versions.Find(order.DefinitionId, cancel)).Id, order, cancel);

    static string KeyOf(string trigger, Workflow workflow)
    {
        var triggers = workflow.TriggerNodes.ToList();
        return triggers.Find(node => node.Id == trigger)?.Key
            ?? throw new RuleBrokenException(Texts.Say("TriggerUnknown", workflow.DefinitionId, trigger, triggers.Count == 0 ? Texts.Say("NowhereElse") : string.Join(", ", triggers.Select(node => node.Id)))) { Code = "not-found" };
    }
}
