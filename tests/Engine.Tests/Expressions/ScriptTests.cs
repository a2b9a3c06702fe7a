namespace BackOfficeFlow.Engine.Tests;

public sealed class ScriptTests
{
    static async Task<Bench> Run(params string[] scripts)
    {
        var bench = new Bench(Write.Definition($$"""{"id":"root","type":"Elsa.Sequence","activities":[{{string.Join(",", scripts.Select((script, i) => Write.Script($"s{i}", script)))}}]}""",
            string.Join(",", Write.Variable("x", "Int32", 5), Write.Variable("o", "Object", """{"a":[1,2],"name":"Ana"}"""))));
        await bench.Start();
        return bench;
    }

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("return 'a' + 1;", "a1")]
    [InlineData("const y = 2; y * 3", "6")]
    [InlineData("if (true) { 'c' }", "c")]
    [InlineData("variables.x > 3 && variables.x < 10", "True")]
    [InlineData("getX() + 1", "6")]
    [InlineData("(1, 2)", "2")]
    [InlineData("({a: 1}).a", "1")]
    [InlineData("toJson(getVariable('o'))", """{"a":[1,2],"name":"Ana"}""")]
    [InlineData("variables.o.a.push(3); variables.o.a.length", "3")]
    [InlineData("(async () => 'later')()", "later")]
    [InlineData("new Date().toISOString()", "2026-01-05T09:00:00.000Z")]
    [InlineData("undeclared = 4; undeclared + 1", "5")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    public async Task A_script_gives_the_value_of_its_last_expression_or_what_it_returns(string script, string expected)
    {
        var bench = await Run(script);

        bench.Instance.Incidents.Select(incident => incident.Detail).ShouldBeEmpty();
        bench.Console.ShouldBe([expected]);
    }

    [Fact]
    public async Task What_a_script_changes_in_a_variable_is_written_back()
    {
        var bench = await Run("variables.o.name = 'Eva'; variables.x = 9; ''");

        ((Dictionary<string, object?>)bench.Instance.Variables["o"]!)["name"].ShouldBe("Eva");
        bench.Instance.Variables["x"].ShouldBe(9L);
    }

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("'x'.repeat(1e9)")]
    [InlineData("new Array(3000).fill('x'.repeat(1e6)).join('')")]
    [InlineData("'x'.padStart(1e9)")]
    [InlineData("let s = 'x'; while (true) s += s")]
    [InlineData("'x'.repeat(1e6).replaceAll('x', 'y'.repeat(1e6))")]
    [InlineData("JSON.stringify(new Array(3000).fill('x'.repeat(1e6)))")]
    [InlineData("(function f() { return f() })()")]
    [InlineData("new Uint8Array(1e9)")]
    [InlineData("new Function('return 1')()")]
    [InlineData("eval('1')")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("getVariable.constructor('return 1')()")]
    [InlineData("throw new Error('mine')")]
    [InlineData("unknownName + 1")]
    [InlineData("getNothing()")]
    public async Task A_script_that_goes_too_far_becomes_an_incident(string script)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var bench = await Run(script);

        bench.Instance.Incidents.ShouldHaveSingleItem();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(400L << 20);
    }

    [Theory]
    [InlineData("Array.prototype.map = () => 'poisoned'; 'a'", "[1].map(x => x).length", "1")]
    [InlineData("Object.prototype.evil = 1; 'a'", "String(({}).evil)", "undefined")]
    [InlineData("leak = 1; 'a'", "typeof leak", "undefined")]
    [InlineData("globalThis.leak = 1; 'a'", "typeof leak", "undefined")]
    [InlineData("getVariable = () => 'poisoned'; 'a'", "getVariable('x')", "5")]
    [InlineData("(function* () {}).constructor.prototype.evil = 1; 'a'", "String((function* () {}).constructor.prototype.evil)", "undefined")]
    public async Task A_script_leaves_nothing_behind_for_the_next(string first, string second, string expected)
    {
        var bench = await Run(first, second);

        bench.Instance.Incidents.Select(incident => incident.Detail).ShouldBeEmpty();
        bench.Console[^1].ShouldBe(expected);
    }

    [Theory]
    [InlineData("Hello {{ Variables.o.name }}", "Hello Ana")]
    [InlineData("{{ Variables.o | json }}", """{"a":[1,2],"name":"Ana"}""")]
    [InlineData("{% for n in Variables.o.a %}{{ n }};{% endfor %}", "1;2;")]
    [InlineData("{{ Variables.o | keys | join: ',' }}", "a,name")]
    [InlineData("{{ 'hi' | base64 }}", "aGk=")]
    [InlineData("[{{ Variables.gone }}]", "[]")]
    [InlineData("{{ Input.Who }}", "Bea")]
    public async Task A_template_is_filled(string template, string expected)
    {
        var bench = new Bench(Write.Definition($$"""{"id":"root","type":"Elsa.Sequence","activities":[{{Write.Activity("Elsa.WriteLine", "w", Write.Input("text", "String", "Liquid", template))}}]}""",
            Write.Variable("o", "Object", """{"a":[1,2],"name":"Ana"}""")));

        await bench.Start(("Who", "Bea"));

        bench.Instance.Incidents.Select(incident => incident.Detail).ShouldBeEmpty();
        bench.Console.ShouldBe([expected]);
    }
}
