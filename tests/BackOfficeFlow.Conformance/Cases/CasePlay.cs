using System.Globalization;
using System.Text.Json;
using BackOfficeFlow.Engine;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Conformance;

/// <summary>Plays the steps of a case on a server, and knows which instance has which label.</summary>
public sealed class CasePlay(CaseFile @case, ICaseServer server)
{
    readonly Dictionary<Guid, string> labels = [];
    string mainDefinition = "";

    public List<string> ImportErrors { get; } = [];

    /// <summary>Takes the definitions in, those that the main one uses first.</summary>
    public async Task Load()
    {
        var asItIs = @case.Steps.Property("host").TextOf("load") == "provider";
        foreach (var child in @case.Children)
            ImportErrors.AddRange(await server.Import(new ImportCall(child, true, asItIs)));
        mainDefinition = DefinitionReader.Read(@case.Definition).Definition?.DefinitionId ?? "";
        ImportErrors.AddRange(await server.Import(new ImportCall(@case.Definition, true, asItIs)));
    }

    /// <summary>Does one step; says the error that the recorder's word stands for, or null.</summary>
    public async Task<string?> Do(JsonElement step)
    {
        switch (step.TextOf("action"))
        {
            case "start": return await Start(step, asksStrategy: false);
            case "execute": return await Start(step, asksStrategy: true);
            case "resume-bookmark": return await ResumeBookmark(step);
            case "run-until-end": await RunUntilEnd(step); return null;
            case "publish-event":
                await server.PublishEvent(Required(step, "eventName"), step.TextOf("correlationId"), Values.FromJson(step.Property("payload")), step.TextOf("toInstance") is { } to ? await Find(to) : null);
                return null;
            case "complete-task": return await CompleteTask(step);
            case "advance-time": await server.Advance(Time(step)); return null;
            case "cancel": await server.Cancel(await Find(step)); return null;
            case "publish": await Publish(step); return null;
            case "alter": await server.Alter(await Find(step), step.Property("alterations")); return null;
            case "retry": await server.Retry(await Find(step), step.TextOf("activityId") is { } id ? [id] : []); return null;
            case var other: throw new CaseException($"the step '{other}' is not known");
        }
    }

    /// <summary>All instances with their labels, in order of creation.</summary>
    public async Task<IReadOnlyList<(string Label, SeenInstance Seen)>> Instances()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var result = new List<(string, SeenInstance)>();
        foreach (var seen in await server.Instances())
        {
            var word = labels.GetValueOrDefault(seen.Instance.Id) ?? seen.Instance.DefinitionId;
            var count = counts[word] = counts.GetValueOrDefault(word) + 1;
            result.Add((count == 1 ? word : $"{word}#{count}", seen));
        }
        return result;
    }

    async Task<string?> Start(JsonElement step, bool asksStrategy)
    {
        var definition = step.TextOf("definition") ?? mainDefinition;
        var id = await server.Start(new StartCall(definition, Map(step.Property("input")) ?? [])
        {
            Variables = Map(step.Property("variables")),
            CorrelationId = step.TextOf("correlationId"),
            Name = step.TextOf("name"),
            TriggerActivityId = step.TextOf("triggerActivityId"),
            AsksStrategy = asksStrategy
        });
        if (id is null)
            return "cannot-start";
        if (step.TextOf("as") is { } label)
            labels[id.Value] = label;
        else if (definition == mainDefinition)
            labels[id.Value] = "main";
        return null;
    }

    async Task<string?> ResumeBookmark(JsonElement step)
    {
        var id = await Find(step);
        var seen = (await server.Instances()).First(seen => seen.Instance.Id == id);
        var found = seen.Instance.Bookmarks
            .Where(bookmark => step.TextOf("activityId") is not { } activity || seen.ActivityIdOf(bookmark.NodeId) == activity)
            .Where(bookmark => step.TextOf("name") is not { } name || bookmark.Kind == name)
            .ElementAtOrDefault(step.NumberOf("index") ?? 0);
        if (found is null)
            return "no-bookmark";
        await server.Resume(id, found.Id, new ResumeInput(Map(step.Property("input")) ?? []));
        return null;
    }

    async Task RunUntilEnd(JsonElement step)
    {
        var id = await Find(step);
        var input = new ResumeInput(Map(step.Property("input")) ?? []);
        for (var round = 0; round < 200; round++)
        {
            var instance = await See(id);
            if (instance.Status != InstanceStatus.Running || instance.Bookmarks.Count == 0)
                return;
            foreach (var bookmark in instance.Bookmarks.ToList())
                await server.Resume(id, bookmark.Id, input);
        }
    }

    async Task<string?> CompleteTask(JsonElement step)
    {
        var name = Required(step, "taskName");
        var open =
            from seen in await server.Instances()
            where seen.Instance.Status == InstanceStatus.Running
            from bookmark in seen.Instance.Bookmarks
            where bookmark.Kind == "Elsa.RunTask" && bookmark.Payload is IReadOnlyDictionary<string, object?> task && task.GetValueOrDefault("taskName") as string == name
            orderby bookmark.CreatedAt
            select (seen.Instance.Id, bookmark);
        if (open.FirstOrDefault() is not ({ } id, { } wait))
            return "no-task";
        await server.CompleteTask(id, wait, Values.FromJson(step.Property("result")));
        return null;
    }

    async Task Publish(JsonElement step)
    {
        var isPublished = step.Property("publish").ValueKind != JsonValueKind.False;
        ImportErrors.AddRange(await server.Import(new ImportCall(@case.Version(Required(step, "file")), isPublished, AsItIs: false)));
    }

    Task<Guid> Find(JsonElement step) => Find(step.TextOf("instance") ?? "main");

    async Task<Guid> Find(string label)
    {
        var found = (await Instances()).FirstOrDefault(run => run.Label == label);
        return found.Seen is { } seen ? seen.Instance.Id : throw new CaseException($"there is no instance '{label}' to which the step refers");
    }

    async Task<Instance> See(Guid id) => (await server.Instances()).First(seen => seen.Instance.Id == id).Instance;

    static TimeSpan Time(JsonElement step) => TimeSpan.TryParse(Required(step, "by"), CultureInfo.InvariantCulture, out var by)
        ? by
        : throw new CaseException($"'{step.TextOf("by")}' is no time (d.hh:mm:ss)");

    static string Required(JsonElement step, string name) => step.TextOf(name) ?? throw new CaseException($"the step '{step.TextOf("action")}' has no '{name}'");

    static Dictionary<string, object?>? Map(JsonElement json) => Values.FromJson(json) as Dictionary<string, object?>;
}
