using System.Text;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>
/// Instances as earlier releases saved them, in the middle of a process with waits, a loop, values of every kind and an open incident: today's engine
/// opens them and goes on. docs/howto/properties.md says how to freeze the next format.
/// </summary>
public sealed class FrozenFormatTests : IBurstHost
{
    static readonly EngineOptions Options = new();

    readonly Runner runner = new(Options);
    readonly List<string> console = [];

    public DateTimeOffset Now { get; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public Activity Create(Type activityType) => throw new InvalidOperationException($"{activityType.Name} needs a host with collaborators.");

    public Task<ActivityResult> Guard(Func<Task<ActivityResult>> run) => run();

    public ValueTask<bool> IsPublished(string definitionId, CancellationToken cancel) => ValueTask.FromResult(true);

    public static TheoryData<int> Formats() => [.. Enumerable.Range(1, Instance.Format)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_instance_of_an_earlier_release_opens_and_goes_on_as_one_that_began_today(int format)
    {
        var workflow = Compile(format);
        var frozen = Instance.Open(Read(format, "state.json"));
        var today = await Begin(workflow);
        console.Clear();

        var (endOfFrozen, saidByFrozen) = await Finish(workflow, frozen);
        var (endOfToday, saidToday) = await Finish(workflow, today);

        endOfFrozen.Status.ShouldBe(InstanceStatus.Finished);
        saidByFrozen.ShouldBe(saidToday);
        saidByFrozen.ShouldContain("local 8");
        saidByFrozen[^1].ShouldStartWith("yes | 12.5 | 0.25 | 2026-01-05T09:30:00.000Z | ");
        Engine.Values.AreEqual(endOfFrozen.Variables.ToDictionary(), endOfToday.Variables.ToDictionary()).ShouldBeTrue();
        (endOfFrozen.CorrelationId, endOfFrozen.Name).ShouldBe(("order 7", "Frozen case"));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_frozen_instance_is_of_the_format_whose_folder_it_stands_in(int format) =>
        Encoding.UTF8.GetString(Read(format, "state.json")).ShouldStartWith($$"""{"v":{{format}},""");

    [Fact]
    public void What_a_newer_release_saved_is_refused_with_the_remedy()
    {
        var newer = Encoding.UTF8.GetString(Read(1, "state.json")).Replace("{\"v\":1,", $$"""{"v":{{Instance.Format + 1}},""", StringComparison.Ordinal);

        Should.Throw<InstanceFormatException>(() => Instance.Open(Encoding.UTF8.GetBytes(newer))).Message.ShouldContain("Run the release that wrote it, or a newer one.");
    }

    static Workflow Compile(int format) =>
        new Compiler(new ActivityRegistry(ActivityRegistry.BuiltIn), Options).Compile(DefinitionReader.Read(Read(format, "definition.json")).Definition!).Workflow;

    async Task<Instance> Begin(Workflow workflow)
    {
        var order = new StartOrder(Guid.CreateVersion7(Now)) { Input = new Dictionary<string, object?> { ["customer"] = "Ana" }, CorrelationId = "order 7", Name = "Frozen case" };
        var burst = await runner.Start(workflow, order, this, CancellationToken.None);
        return await Answer(workflow, burst.Instance, "Elsa.RunTask", "seen");
    }

    async Task<(Instance, List<string>)> Finish(Workflow workflow, Instance instance)
    {
        console.Clear();
        instance.SetVariable("mended", 1);
        instance = Keep(await runner.Retry(workflow, instance, instance.Incidents.ShouldHaveSingleItem().Id, this, CancellationToken.None));
        foreach (var (kind, news) in new (string, object?)[] { ("Elsa.RunTask", "seen again"), ("Elsa.Event", "yes"), ("Elsa.DispatchWorkflow", null), ("Elsa.Retry", null) })
            instance = await Answer(workflow, Instance.Open(instance.Save()), kind, news);
        return (instance, [.. console]);
    }

    async Task<Instance> Answer(Workflow workflow, Instance instance, string kind, object? news) => instance.Bookmarks.Find(bookmark => bookmark.Kind == kind) is { } wait
        ? Keep(await runner.Resume(workflow, instance, wait.Id, news, this, CancellationToken.None))
        : instance;

    Instance Keep(Burst? burst)
    {
        console.AddRange(burst!.Console);
        return burst.Instance;
    }

    static byte[] Read(int format, string file)
    {
        using var stream = typeof(FrozenFormatTests).Assembly.GetManifestResourceStream($"formats/v{format}/{file}")
            ?? throw new FileNotFoundException($"Nobody has frozen format {format}: tests/formats/v{format}/{file} is missing. docs/howto/properties.md says how.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Writes the frozen instance of a new format, when it is asked to.</summary>
    [Fact]
    public async Task Todays_format_can_be_frozen()
    {
        var instance = await Begin(Compile(Instance.Format));

        if (Environment.GetEnvironmentVariable("BACKOFFICEFLOW_FREEZE_INTO") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, "state.json"), instance.Save(), TestContext.Current.CancellationToken);

        Encoding.UTF8.GetString(instance.Save()).ShouldStartWith($$"""{"v":{{Instance.Format}},""");
    }
}
