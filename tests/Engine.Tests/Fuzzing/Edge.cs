using System.Globalization;
using System.Text;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Expressions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests.Fuzzing;

/// <summary>The way of a definition into the product: read, checked, compiled, looked through for triggers, started, saved, opened and gone on with.</summary>
sealed class Edge : IBurstHost
{
    static readonly CultureInfo[] Cultures = [CultureInfo.InvariantCulture, new("es")];

    static readonly EngineOptions Options = new()
    {
        StepsPerBurst = 1_000,
        TimePerBurst = TimeSpan.FromSeconds(3),
        BytesPerInstance = 4 << 20,
        Scripts = new ScriptLimits { Time = TimeSpan.FromSeconds(2), Memory = 8 << 20, Statements = 100_000 }
    };

    static readonly Compiler Compiler = new(new ActivityRegistry(ActivityRegistry.BuiltIn), Options);
    static readonly Runner Runner = new(Options);

    public DateTimeOffset Now { get; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public Activity Create(Type activityType) => throw new InvalidOperationException($"{activityType.Name} needs a host with collaborators.");

    public Task<ActivityResult> Guard(Func<Task<ActivityResult>> run) => run();

    /// <summary>How far it came: a word for each stage. Throws what leaves the edge.</summary>
    public async Task<string> Pass(byte[] definition, object? news)
    {
        var read = DefinitionReader.Read(definition);
        Say(read.Findings);
        if (read.Definition is null)
            return "not read";
        var compiled = Compiler.Compile(read.Definition);
        Say(compiled.Findings);
        if (read.HasErrors || compiled.Workflow is null)
            return "refused";
        Runner.FindTriggers(compiled.Workflow, this);
        try
        {
            var burst = await Runner.Start(compiled.Workflow, new StartOrder(Guid.CreateVersion7(Now)), this, CancellationToken.None);
            return await GoOn(compiled.Workflow, burst.Instance, news);
        }
        catch (StartRefusedException)
        {
            return "not started";
        }
    }

    async Task<string> GoOn(Workflow workflow, Instance instance, object? news)
    {
        for (var i = 0; i < 4; i++)
        {
            var saved = instance.Save();
            instance = Instance.Open(saved);
            // Half a character is replaced once, for good.
            var again = instance.Save();
            if (!again.AsSpan().SequenceEqual(saved))
                Encoding.UTF8.GetString(Instance.Open(again).Save()).ShouldBe(Encoding.UTF8.GetString(again).Replace("\\uFFFD", "\uFFFD", StringComparison.Ordinal));
            if (instance.Status != InstanceStatus.Running)
                return "ended";
            var burst = instance.Bookmarks.Count > 0 ? await Runner.Resume(workflow, instance, instance.Bookmarks[0].Id, news, this, CancellationToken.None)
                : instance.Incidents.Find(incident => incident.ResolvedAt is null) is { } open ? await Runner.Retry(workflow, instance, open.Id, this, CancellationToken.None)
                : throw new InvalidOperationException("It runs, waits for nothing and has no incident.");
            instance = burst?.Instance ?? Instance.Open(saved);
        }
        await Runner.Cancel(workflow, instance, "enough", this, CancellationToken.None);
        return "ran";
    }

    // Every finding has its words in both languages.
    static void Say(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings.Take(50))
            foreach (var culture in Cultures)
                FindingTexts.Say(finding, culture).ShouldNotBeNullOrWhiteSpace();
    }
}
