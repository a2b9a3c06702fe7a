using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Benchmarks;

/// <summary>The engine with nothing around it: no transaction, no store, no log.</summary>
sealed class BareHost : IBurstHost
{
    static readonly ActivityRegistry Registry = new(ActivityRegistry.BuiltIn);

    readonly EngineOptions options = new() { StepsPerBurst = 10_000_000 };
    readonly Compiler compiler;
    readonly Runner runner;

    public BareHost() => (compiler, runner) = (new Compiler(Registry, options), new Runner(options));

    public DateTimeOffset Now { get; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public Activity Create(Type activityType) => throw new InvalidOperationException($"{activityType.Name} needs a host with collaborators.");

    public Task<ActivityResult> Guard(Func<Task<ActivityResult>> run) => run();

    public static WorkflowDefinition Read(byte[] definition) => DefinitionReader.Read(definition) is { HasErrors: false, Definition: { } read } ? read : throw new InvalidOperationException("The definition cannot be read.");

    public Workflow Compile(WorkflowDefinition definition) => compiler.Compile(definition) is { HasErrors: false } compiled
        ? compiled.Workflow
        : throw new InvalidOperationException("The definition does not compile.");

    public Workflow Compile(byte[] definition) => Compile(Read(definition));

    /// <summary>Runs a new instance until it waits or ends. A fault would make the figure worthless.</summary>
    public async Task<Burst> Start(Workflow workflow)
    {
        var burst = await runner.Start(workflow, new StartOrder(Guid.CreateVersion7(Now)), this, CancellationToken.None);
        return burst.NewIncidents is [var incident, ..] ? throw new InvalidOperationException($"{incident.NodeId}: {incident.Message} {incident.Detail}") : burst;
    }
}
