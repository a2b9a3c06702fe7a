using System.Text.Json;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>
/// Attempts to reach what an expression must not reach, or to take more than it may. Each runs as a step of an instance. It may fail or give something harmless;
/// it ends within its limits, and the next expression, of another tenant perhaps, finds everything as it was.
/// </summary>
public sealed class EscapeTests
{
    const string Secret = "only-the-host-knows";

    static readonly EngineOptions Limited = new();

    static IEnumerable<string> Attempts(string language)
    {
        using var stream = typeof(EscapeTests).Assembly.GetManifestResourceStream("attempts.json")!;
        using var json = JsonDocument.Parse(stream);
        return [.. json.RootElement.GetProperty(language).EnumerateArray().Select(attempt => attempt.GetString()!)];
    }

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var attempt in Attempts("javascript"))
            rows.Add("JavaScript", attempt);
        foreach (var attempt in Attempts("liquid"))
            rows.Add("Liquid", attempt);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task An_attempt_reaches_nothing_and_ends_within_its_limits(string language, string attempt)
    {
        Environment.SetEnvironmentVariable("ESCAPE_TEST_SECRET", Secret);
        var variables = string.Join(",", Write.Variable("x", "Int32", 5), Write.Variable("o", "Object", """{"a":[1,2],"name":"Ana"}"""));
        var bench = new Bench(Write.Definition(Write.Activity("Elsa.WriteLine", "w", Write.Input("text", "String", language, attempt)), variables), Limited);

        // An attempt that no limit ends keeps its thread; the test goes on and says so.
        var allocated = await Task.Run(() => Allocate(bench)).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        // What a template throws away at once is no danger; what it keeps is its text.
        if (language == "Liquid")
            bench.Console.Sum(line => line.Length).ShouldBeLessThanOrEqualTo(2_000_000);
        else
            allocated.ShouldBeLessThan(600L << 20);
        var shown = string.Join("\n", bench.Console.Concat(bench.Instance.Incidents.SelectMany(incident => new[] { incident.Message, incident.Detail ?? "" })));
        Leaks(shown.Replace(attempt, "")).ShouldBeEmpty();
        await Everything_is_as_it_was();
    }

    static async Task<long> Allocate(Bench bench)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        await bench.Start();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static async Task Everything_is_as_it_was()
    {
        var next = new Bench(Write.Sequence(
            Write.Script("a", "[typeof getVariable, typeof leak, ({}).x === undefined, [1, 2].map(n => n + 1).join(), toJson({ a: 1 }), 'abc'.replace('b', 'x'), new Map([[1, 2]]).get(1)].join('|')"),
            Write.Activity("Elsa.WriteLine", "b", Write.Input("text", "String", "Liquid", "{% for i in (1..3) %}{{ i }}{% endfor %}{{ 'a' | upcase }}"))));
        await next.Start();
        next.Instance.Incidents.Select(incident => incident.Detail).ShouldBeEmpty();
        next.Console.ShouldBe(["function|undefined|true|2,3|{\"a\":1}|axc|2", "123A"]);
    }

    [Fact]
    public void The_corpus_is_as_large_as_it_was_meant_to_be()
    {
        Attempts("javascript").Count().ShouldBeGreaterThan(120);
        Attempts("liquid").Count().ShouldBeGreaterThan(40);
    }

    static IEnumerable<string> Leaks(string shown) =>
        new[] { "root:", Secret, "mscorlib", "System.Private", ".dll", "Assembly.", "BackOfficeFlow.Engine", "DotLiquid.", "RuntimeType", "/etc/" }.Where(leak => shown.Contains(leak, StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("System.Private.CoreLib.dll")]
    [InlineData("root:x:0:0")]
    [InlineData($"PATH={Secret}")]
    public void A_leak_would_be_seen(string shown) => Leaks(shown).ShouldNotBeEmpty();

    /// <summary>Chains that a loop builds and a built-in follows by recursion: a stack that overflows would end the process.</summary>
    [Theory]
    [InlineData("let o = {}; for (let i = 0; i < N; i++) o = { o }; JSON.stringify({ toJSON() { return o } })")]
    [InlineData("let o = {}; for (let i = 0; i < N; i++) o = { o }; JSON.stringify({ get x() { return o } })")]
    [InlineData("let o = {}; for (let i = 0; i < N; i++) o = { o }; JSON.stringify(1, () => o)")]
    [InlineData("let o = {}; for (let i = 0; i < N; i++) o = Object.create(o); o.missing")]
    [InlineData("let o = {}; for (let i = 0; i < N; i++) o = { __proto__: o }; 'missing' in o")]
    [InlineData("let o = {}; for (let i = 0; i < N; i++) o = { __proto__: o }; o.missing = 1")]
    [InlineData("let f = () => 1; for (let i = 0; i < N; i++) f = f.bind(null); f()")]
    [InlineData("let f = class {}; for (let i = 0; i < N; i++) f = f.bind(null); new f()")]
    [InlineData("let f = class {}; for (let i = 0; i < N; i++) f = f.bind(null); ({}) instanceof f")]
    [InlineData("let p = {}; for (let i = 0; i < N; i++) p = new Proxy(p, {}); p.x")]
    [InlineData("let p = []; for (let i = 0; i < N; i++) p = new Proxy(p, {}); Array.isArray(p)")]
    [InlineData("let p = () => 1; for (let i = 0; i < N; i++) p = new Proxy(p, {}); p()")]
    [InlineData("let a = []; for (let i = 0; i < N; i++) a = [a]; a.flat(Infinity)")]
    [InlineData("let a = []; for (let i = 0; i < N; i++) a = [a]; a + ''")]
    [InlineData("let a = []; for (let i = 0; i < N; i++) a = [a]; a.toLocaleString()")]
    [InlineData("let a = []; for (let i = 0; i < N; i++) a = [a]; a")]
    [InlineData("let a = []; for (let i = 0; i < N; i++) a = { a, toString() { return this.a + '' } }; a + ''")]
    [InlineData("let p = Promise.resolve(1); for (let i = 0; i < N; i++) p = p.then(x => x); p")]
    [InlineData("let p = Promise.resolve(1); for (let i = 0; i < N; i++) { const q = p; p = new Promise(r => r(q)) } p")]
    [InlineData("let g = [1][Symbol.iterator](); for (let i = 0; i < N; i++) g = g.map(x => x); g.next().value")]
    [InlineData("let g = [1].values(); for (let i = 0; i < N; i++) g = (function* (h) { yield* h })(g); g.next().value")]
    [InlineData("let s = ''; for (let i = 0; i < N; i++) s = 'a' + s; s.length")]
    [InlineData("JSON.parse('['.repeat(N) + ']'.repeat(N))")]
    [InlineData("new RegExp('('.repeat(N) + 'a' + ')'.repeat(N)).test('a')")]
    [InlineData("new RegExp('(?:a|'.repeat(N) + ')'.repeat(N)).test('a')")]
    [InlineData("let e = new Error('a'); for (let i = 0; i < N; i++) e = new Error('b', { cause: e }); throw e")]
    public async Task A_chain_of_any_length_does_not_overflow_the_stack(string script)
    {
        var bench = new Bench(Write.Sequence(Write.Script("w", script.Replace("N", "150000"))), Limited);

        await bench.Start();

        bench.Instance.Root().ShouldBeTrue();
        await Everything_is_as_it_was();
    }

    [Theory]
    [InlineData("1", "+1", "")]
    [InlineData("'a'", "+'a'", "")]
    [InlineData("x", "?.x", "")]
    [InlineData("", "!", "1")]
    [InlineData("", "(", "")]
    [InlineData("", "[", "")]
    [InlineData("", "{", "")]
    [InlineData("", "if(1)", "1")]
    [InlineData("", "()=>", "1")]
    [InlineData("", "`${", "")]
    [InlineData("1", ",1", "")]
    [InlineData("1", "?1:1", "")]
    [InlineData("f", "()", "")]
    [InlineData("", "a=", "1")]
    public async Task A_script_written_to_nest_without_end_is_refused_or_runs(string begin, string repeated, string end)
    {
        var bench = new Bench(Write.Sequence(Write.Script("w", begin + string.Concat(Enumerable.Repeat(repeated, 100_000)) + end)), Limited);

        await bench.Start();

        bench.Instance.Root().ShouldBeTrue();
    }

    [Theory]
    [InlineData("{% if true %}")]
    [InlineData("{%- for i in (1..1) -%}")]
    [InlineData("{% case 1 %}{% when 1 %}")]
    [InlineData("{{ 'a' | append: ")]
    [InlineData("{% capture a %}")]
    public async Task A_template_written_to_nest_without_end_is_refused_or_runs(string repeated)
    {
        var bench = new Bench(Write.Sequence(Write.Activity("Elsa.WriteLine", "w", Write.Input("text", "String", "Liquid", string.Concat(Enumerable.Repeat(repeated, 100_000))))), Limited);

        await bench.Start();

        bench.Instance.Root().ShouldBeTrue();
    }
}

static class Ended
{
    /// <summary>The step ended, or became an incident: the process is there to say so.</summary>
    public static bool Root(this Instance instance) => instance.Status == InstanceStatus.Finished || instance.NeedsAttention;
}
