using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;
using BenchmarkDotNet.Attributes;

namespace BackOfficeFlow.Benchmarks;

/// <summary>What the engine does on one core with nothing around it, every event recorded.</summary>
public class EngineBenchmarks
{
    const int Steps = 1_000;

    readonly BareHost host = new();
    readonly Workflow literals, comparison, terms, tenSteps;
    readonly WorkflowDefinition large;
    readonly Instance few, many;
    readonly byte[] largeFile = Definitions.Large(1_000), savedFew, savedMany;

    public EngineBenchmarks()
    {
        literals = host.Compile(Definitions.Sets(Steps, "Literal", true));
        comparison = host.Compile(Definitions.Sets(Steps, "JavaScript", "variables.x > 3 && variables.x < 10"));
        terms = host.Compile(Definitions.Sets(Steps, "JavaScript", "variables.order.total > 100 && variables.order.country == 'ES' && variables.order.lines.length > 2"));
        tenSteps = host.Compile(Definitions.TenSteps());
        large = BareHost.Read(largeFile);
        (few, many) = (Waiting(10), Waiting(1_000));
        (savedFew, savedMany) = (few.Save(), many.Save());
    }

    Instance Waiting(int count) => host.Start(host.Compile(Definitions.Waits(count))).GetAwaiter().GetResult().Instance;

    [Benchmark(OperationsPerInvoke = Steps), Figure("SetVariable, a literal, in a Sequence", AtLeast = 1_000_000)]
    public Task<Burst> Literal() => host.Start(literals);

    [Benchmark(OperationsPerInvoke = Steps), Figure("SetVariable, `variables.x > 3 && variables.x < 10`", AtLeast = 100_000)]
    public Task<Burst> Comparison() => host.Start(comparison);

    [Benchmark(OperationsPerInvoke = Steps), Figure("SetVariable, three terms over an object", AtLeast = 40_000)]
    public Task<Burst> ThreeTerms() => host.Start(terms);

    [Benchmark, Figure("ten-step flowchart with scripts, start to end")]
    public Task<Burst> TenSteps() => host.Start(tenSteps);

    [Benchmark, Figure("read a definition of 1 000 activities")]
    public WorkflowDefinition Read() => BareHost.Read(largeFile);

    [Benchmark, Figure("compile a definition of 1 000 activities", AtMostMilliseconds = 50)]
    public Workflow Compile() => host.Compile(large);

    [Benchmark, Figure("save an instance with 10 live executions")]
    public byte[] SaveFew() => few.Save();

    [Benchmark, Figure("open an instance with 10 live executions")]
    public Instance OpenFew() => Instance.Open(savedFew);

    [Benchmark, Figure("save an instance with 1 000 live executions")]
    public byte[] SaveMany() => many.Save();

    [Benchmark, Figure("open an instance with 1 000 live executions")]
    public Instance OpenMany() => Instance.Open(savedMany);
}

/// <summary>How a benchmark is called in the table, and what it has to reach.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FigureAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>Operations in a second.</summary>
    public double AtLeast { get; init; }
    public double AtMostMilliseconds { get; init; }
}
