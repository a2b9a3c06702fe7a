using System.Text.Json;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Conformance;

/// <summary>Plays a case through the runtime as users do: by requests, on a real database, with timers and outbox.</summary>
public sealed class HouseServer : ICaseServer
{
    readonly TestHouse house;
    readonly string tenant;
    readonly Func<Task> giveBack;
    readonly List<string> console = [];
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly WorkflowConsole lines;

    public HouseServer(TestHouse house, string tenant, Func<Task> giveBack)
    {
        (this.house, this.tenant, this.giveBack) = (house, tenant, giveBack);
        lines = house.Parts.GetRequiredService<WorkflowConsole>();
        lines.Written += Hear;
    }

    public IReadOnlyList<string> Console => console;

    Caller Product => Caller.System(tenant);

    void Hear(ConsoleLine line)
    {
        if (line.TenantId == tenant)
            console.Add(line.Text);
    }

    public Task<int> CountSchedules() => house.Read(
        db => db.Set<ArmedTimer>().CountAsync(timer => timer.Kind == "trigger"
            || timer.Kind == "bookmark" && db.Set<WorkflowInstance>().Any(instance => instance.Id == timer.InstanceId && instance.FinishedAt == null)),
        tenant);

    public async Task<IReadOnlyList<SeenInstance>> Instances()
    {
        var rows = await house.Read(db => db.Set<WorkflowInstance>().AsNoTracking().ToDictionaryAsync(row => row.Id), tenant);
        var entries = await house.Read(db => db.Set<JournalEntry>().AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync(), tenant);
        var seen = new List<SeenInstance>();
        var lives = entries.ToLookup(entry => entry.InstanceId);
        foreach (var id in ParentsFirst(lives.Select(life => life.Key), rows))
            seen.Add(await See(rows[id], lives[id]));
        return seen;
    }

    // Those that began within the burst of their parent are written before it.
    static List<Guid> ParentsFirst(IEnumerable<Guid> written, Dictionary<Guid, WorkflowInstance> rows)
    {
        var ordered = new List<Guid>();
        void Add(Guid id)
        {
            if (ordered.Contains(id))
                return;
            if (rows[id].ParentInstanceId is { } parent && rows.ContainsKey(parent))
                Add(parent);
            ordered.Add(id);
        }

        foreach (var id in written)
            Add(id);
        return ordered;
    }

    async Task<SeenInstance> See(WorkflowInstance row, IEnumerable<JournalEntry> life)
    {
        var instance = Instance.Open(row.State);
        var workflow = await house.In<CompiledWorkflows, Workflow>(async workflows => await workflows.Find(row.ConfigurationItemId, instance.Pins, CancellationToken.None), Product);
        return See(row, instance, workflow, life);
    }

    SeenInstance See(WorkflowInstance row, Instance instance, Workflow workflow, IEnumerable<JournalEntry> life) => new(
        instance, [.. life.SelectMany(entry => JournalText.Read(entry.Events))], numbers.GetValueOrDefault(row.DefinitionId, row.DefinitionVersion))
    {
        ActivityIdOf = workflow.ActivityIdOf
    };

    public async Task<IReadOnlyList<string>> Import(ImportCall import)
    {
        var refused = Refusals.Of(house.Parts.GetRequiredService<Compiler>(), import.File, out var definition);
        if (definition is null || refused.Count > 0)
            return refused;
        if (import.AsItIs)
            numbers[definition.DefinitionId] = definition.Version;
        await house.In<Configurations, ConfigurationItem>(
            configurations => import.Publish
                ? configurations.Publish(ConfigurationKinds.Definition, "cases", definition.DefinitionId, import.File, ConfigurationSource.Here, null, CancellationToken.None)
                : configurations.SaveDraft(ConfigurationKinds.Definition, "cases", definition.DefinitionId, import.File, null, CancellationToken.None),
            Product);
        await house.Settle();
        return [];
    }

    public async Task<Guid?> Start(StartCall call)
    {
        try
        {
            var started = await house.Send(new StartWorkflow(new StartInstance(call.DefinitionId, call.Input)
            {
                Variables = call.Variables,
                CorrelationId = call.CorrelationId,
                Name = call.Name,
                TriggerActivityId = call.TriggerActivityId,
                IgnoresStrategy = !call.AsksStrategy
            }), Product);
            return started.InstanceId;
        }
        catch (RuleBrokenException refused) when (refused.Code == "cannot-start")
        {
            return null;
        }
        catch (RuleBrokenException unknown) when (unknown.Code == "definition-unknown")
        {
            throw new CaseException(unknown.Message, unknown);
        }
    }

    public async Task Resume(Guid instanceId, Guid bookmarkId, ResumeInput input)
    {
        await house.In<Bursts, bool>(bursts => bursts.In(instanceId, burst => burst.ResumeWith(bookmarkId, input), CancellationToken.None), Product);
        await house.Settle();
    }

    public Task PublishEvent(string name, string? correlationId, object? payload, Guid? instanceId) => house.Send(
        new DeliverStimulus(EventStimulus.KindName, name)
        {
            News = payload,
            CorrelationId = correlationId,
            InstanceId = instanceId,
            Keep = instanceId is null ? null : TimeSpan.Zero
        }, Product);

    public Task CompleteTask(Guid instanceId, Bookmark wait, object? result) =>
        house.Send(new DeliverStimulus(wait.Kind, wait.Key) { News = result, InstanceId = instanceId }, Product);

    public Task Advance(TimeSpan by) => house.Advance(by);

    public async Task Cancel(Guid instanceId)
    {
        try
        {
            await house.Send(new CancelInstance(instanceId, "step"), Product);
        }
        catch (RuleBrokenException closed) when (closed.Code == "instance-closed")
        {
            // Cancelling what has ended changes nothing.
        }
    }

    public Task Alter(Guid instanceId, JsonElement alterations) => house.Send(new AlterInstance(instanceId, alterations.GetRawText()), Product);

    public async Task Retry(Guid instanceId, IReadOnlyList<string> activityIds)
    {
        var instance = (await Instances()).First(seen => seen.Instance.Id == instanceId).Instance;
        foreach (var incident in instance.Incidents.Where(incident => incident.ResolvedAt is null && (activityIds.Count == 0 || activityIds.Contains(incident.NodeId))).ToList())
            await house.Send(new RetryIncident(instanceId, incident.Id), Product);
    }

    public async ValueTask DisposeAsync()
    {
        lines.Written -= Hear;
        await giveBack();
    }
}
