using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>What scripts and templates may call and name, one by one.</summary>
public sealed class ElsaFunctionTests
{
    static readonly string Variables = string.Join(",",
        Write.Variable("x", "Int32", 5), Write.Variable("name", "String", "Ana"), Write.Variable("o", "JsonObject", """{"a":[1,2],"name":"Ana"}"""), Write.Variable("both", "String", "of the variable"),
        Write.Variable("when", "DateTimeOffset", "2026-02-03T04:05:06+01:00"), Write.Variable("long", "TimeSpan", "1.02:03:04"), Write.Variable("bytes", "ByteArray", "aGk="),
        Write.Variable("amount", "Decimal", "12.50"), Write.Variable("list", "Object", """["a","b","a"]"""));

    const string Inputs = """ "inputs":[{"name":"both","type":"String"},{"name":"Unset","type":"String"},{"name":"who","type":"String"}],"toolVersion":"3.8.0.0", """;

    static async Task<Bench> Run(params string[] activities)
    {
        var bench = new Bench(Write.Definition($$"""{"id":"root","type":"Elsa.Sequence","activities":[{{string.Join(",", activities)}}]}""", Variables, Inputs));
        await bench.StartBy(new StartOrder(Guid.Parse("0190a0a0-0000-7000-8000-000000000001"))
        {
            CorrelationId = "C-1", Name = "case one", Input = new Dictionary<string, object?> { ["both"] = "of the input", ["who"] = "Bea", ["undeclared"] = 7 }
        });
        return bench;
    }

    static string Template(string id, string template) => Write.Activity("Elsa.WriteLine", id, Write.Input("text", "String", "Liquid", template));

    [Theory]
    [InlineData("getWorkflowDefinitionId()", "main")]
    [InlineData("getWorkflowDefinitionVersionId()", "main-v1")]
    [InlineData("getWorkflowDefinitionVersion() + 1", "2")]
    [InlineData("getWorkflowInstanceId()", "0190a0a0-0000-7000-8000-000000000001")]
    [InlineData("getCorrelationId()", "C-1")]
    [InlineData("setCorrelationId('C-2'); getCorrelationId()", "C-2")]
    [InlineData("getWorkflowInstanceName()", "case one")]
    [InlineData("setWorkflowInstanceName('two'); getWorkflowInstanceName()", "two")]
    [InlineData("getVariable('x') + 1", "6")]
    [InlineData("String(getVariable('gone'))", "null")]
    [InlineData("String(getVariable('X'))", "null")]
    [InlineData("setVariable('x', 9); getVariable('x')", "9")]
    [InlineData("setVariable('x', 9); variables.x", "9")]
    [InlineData("setX(9); variables.x + getX()", "18")]
    [InlineData("variables.x = 9; getVariable('x')", "5")]
    [InlineData("getInput('who')", "Bea")]
    [InlineData("getInput('undeclared')", "7")]
    [InlineData("String(getInput('Unset'))", "null")]
    [InlineData("String(getUnset())", "null")]
    [InlineData("getWho()", "Bea")]
    [InlineData("getBoth()", "of the input")]
    [InlineData("getVariable('both')", "of the variable")]
    [InlineData("toJson({a: 1, b: [true, null, 'c'], d: 1.5})", """{"a":1,"b":[true,null,"c"],"d":1.5}""")]
    [InlineData("toJson({u: undefined, f: () => 1, n: null})", """{"u":null,"n":null}""")]
    [InlineData("toJson(new Date())", "\"2026-01-05T09:00:00Z\"")]
    [InlineData("toJson({at: getWhen()})", """{"at":"2026-02-03T03:05:06Z"}""")]
    [InlineData("toJson('a<b> & \\'c\\' é')", "\"a\\u003Cb\\u003E \\u0026 \\u0027c\\u0027 é\"")]
    [InlineData("isNullOrEmpty('') && isNullOrEmpty(null) && isNullOrEmpty(undefined) && !isNullOrEmpty(' ')", "True")]
    [InlineData("isNullOrWhiteSpace(' ') && !isNullOrWhiteSpace('a')", "True")]
    [InlineData("parseGuid('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11') + ''", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")]
    [InlineData("String(newGuid()).length", "36")]
    [InlineData("newGuidString().length", "36")]
    [InlineData("getGuidString().length", "36")]
    [InlineData("newGuid() == newGuid()", "False")]
    [InlineData("/^[0-9A-Za-z]{18,22}$/.test(newShortGuid())", "True")]
    [InlineData("/^[0-9A-Za-z]{18,22}$/.test(getShortGuid())", "True")]
    [InlineData("bytesToString(bytesFromString('hé'))", "hé")]
    [InlineData("bytesToBase64(bytesFromString('hi'))", "aGk=")]
    [InlineData("bytesToString(bytesFromBase64('aGk='))", "hi")]
    [InlineData("bytesToString(getBytes())", "hi")]
    [InlineData("stringToBase64('hé')", "aMOp")]
    [InlineData("stringFromBase64('aMOp')", "hé")]
    [InlineData("streamToBase64(streamToBytes(getBytes()))", "aGk=")]
    [InlineData("readStreamAsText(getBytes())", "hi")]
    [InlineData("getLong()", "1.02:03:04")]
    [InlineData("getAmount() * 2", "25")]
    [InlineData("getWhen().getTime() == Date.UTC(2026, 1, 3, 3, 5, 6)", "True")]
    [InlineData("getList().map(item => item.toUpperCase()).join('-')", "A-B-A")]
    [InlineData("Object.keys(getO()).join()", "a,name")]
    [InlineData("new Map([['a', 1]])", "{}")]
    [InlineData("undefined", "")]
    [InlineData("Promise.resolve('later')", "later")]
    [InlineData("const f = async () => { await null; return 'later' }; f()", "later")]
    public async Task A_script_may_call(string script, string expected)
    {
        var bench = await Run(Write.Script("s", script));

        bench.Instance.Incidents.Select(incident => incident.Detail).ShouldBeEmpty();
        bench.Console.ShouldBe([expected]);
    }

    [Theory]
    [InlineData("parseGuid('x')")]
    [InlineData("getConfig('ConnectionStrings:Default')")]
    [InlineData("getGone()")]
    [InlineData("stringFromBase64('%')")]
    public async Task A_call_that_cannot_be_answered_fails_the_step(string script)
    {
        var bench = await Run(Write.Script("s", script));

        bench.Instance.Incidents.Single().Message.ShouldBe("Failed to evaluate activity input 'Text'");
    }

    [Theory]
    [InlineData("setVariable('x', 9)", 9L)]
    [InlineData("setVariable('x', 9); variables.x", 9L)]
    [InlineData("setX(9); variables.x", 9L)]
    [InlineData("variables.x = 9", 9L)]
    [InlineData("variables.x++; setVariable('x', variables.x + 1)", 7L)]
    public async Task What_a_script_sets_stays_whatever_else_it_reads(string script, long expected)
    {
        var bench = await Run(Write.Script("s", script));

        bench.Instance.Variables["x"].ShouldBe(expected);
    }

    [Fact]
    public async Task A_name_that_no_variable_has_makes_one_in_the_nearest_container()
    {
        var inner = $$"""{"id":"inner","type":"Elsa.Sequence","activities":[{{Write.Script("set", "setVariable('fresh', 'made'); ''")}},{{Write.Script("in", "getVariable('fresh')")}}]}""";
        var bench = await Run(inner, Write.Script("out", "String(getVariable('fresh'))"));

        bench.Console.ShouldBe(["", "made", "null"]);
    }

    [Theory]
    [InlineData("getOutputFrom('run')", "done")]
    [InlineData("getOutputFrom('run', 'Result')", "done")]
    [InlineData("getOutputFrom('Runner')", "done")]
    [InlineData("String(getOutputFrom('run', 'Other'))", "null")]
    [InlineData("getResultFromRunner()", "done")]
    [InlineData("getLastResult()", "done")]
    public async Task A_script_may_read_what_an_earlier_step_left(string script, string expected)
    {
        var bench = await Run(Write.Activity("Elsa.RunJavaScript", "run", """ "name":"Runner" """, Write.Input("script", "String", "Literal", "'done'")), Write.Script("s", script));

        bench.Instance.Incidents.Select(incident => incident.Detail).ShouldBeEmpty();
        bench.Console.ShouldBe([expected]);
    }

    [Theory]
    [InlineData("{{ Variables.name }}", "Ana")]
    [InlineData("[{{ Variables.Name }}]", "[]")]
    [InlineData("{{ Input.who }}", "Bea")]
    [InlineData("[{{ Input.Who }}]", "[]")]
    [InlineData("{{ Input.undeclared }}", "7")]
    [InlineData("{{ CorrelationId }}", "C-1")]
    [InlineData("{{ WorkflowInstanceId }}", "0190a0a0-0000-7000-8000-000000000001")]
    [InlineData("{{ WorkflowDefinitionId }} {{ WorkflowDefinitionVersionId }} {{ WorkflowDefinitionVersion }}", "main main-v1 1")]
    [InlineData("[{{ Configuration.ConnectionStrings.Default }}]", "[]")]
    [InlineData("[{{ Gone }}{{ Gone.deeper }}{{ Variables.gone.deeper }}]", "[]")]
    [InlineData("{{ Variables.o.name }} {{ Variables.o['name'] }} {{ Variables['name'] }}", "Ana Ana Ana")]
    [InlineData("{{ Variables.o.a[1] }} {{ Variables.o.a.size }} {{ Variables.o.a | size }} {{ Variables.list.first }} {{ Variables.list | last }}", "2 2 2 a a")]
    [InlineData("{{ Variables.o | json }}", """{"a":[1,2],"name":"Ana"}""")]
    [InlineData("{{ Variables.o | keys | join: '+' }}", "a+name")]
    [InlineData("{{ Variables.name | base64 }}", "QW5h")]
    [InlineData("{% if Variables.x > 3 and Variables.x < 10 %}yes{% else %}no{% endif %}", "yes")]
    [InlineData("{% if Variables.gone %}yes{% else %}no{% endif %}", "no")]
    [InlineData("{% unless Variables.x == 5 %}a{% else %}b{% endunless %}", "b")]
    [InlineData("{% case Variables.x %}{% when 5 %}five{% else %}other{% endcase %}", "five")]
    [InlineData("{% for item in Variables.list %}{{ forloop.index }}{{ item }}{% unless forloop.last %},{% endunless %}{% endfor %}", "1a,2b,3a")]
    [InlineData("{% for item in Variables.list limit:1 offset:1 %}{{ item }}{% endfor %}{% for i in (1..3) %}{{ i }}{% endfor %}", "b123")]
    [InlineData("{% assign y = Variables.x | plus: 2 %}{{ y }}{% capture z %}<{{ y }}>{% endcapture %}{{ z }}", "7<7>")]
    [InlineData("a {%- if true -%} b {%- endif -%} c", "abc")]
    [InlineData("{{- Variables.x -}} !", "5!")]
    [InlineData("{% comment %}no{% endcomment %}{% raw %}{{ x }}{% endraw %}", "{{ x }}")]
    [InlineData("{{ Variables.name | upcase | append: '!' | prepend: '>' }} {{ 'ab cd' | capitalize }} {{ 'abc' | slice: 1 }} {{ 'a,b' | split: ',' | join: ';' }}", ">ANA! Ab cd b a;b")]
    [InlineData("{{ 'a-b-a' | replace: 'a', 'x' }} {{ 'a-b-a' | replace_first: 'a', 'x' }} {{ 'a-b-a' | remove: 'a' }} {{ ' a ' | strip }}|{{ 'abcdef' | truncate: 4 }}", "x-b-x x-b-a -b- a|a...")]
    [InlineData("{{ 5 | minus: 2 }} {{ 3 | times: 4 }} {{ 7 | divided_by: 2 }} {{ 7 | modulo: 4 }} {{ 2.6 | round }} {{ 2.2 | ceil }} {{ 2.8 | floor }} {{ -3 | abs }}", "3 12 3 3 3 3 2 3")]
    [InlineData("{{ Variables.list | uniq | join: ',' }} {{ Variables.list | sort | join: ',' }} {{ Variables.list | reverse | join: ',' }}", "a,b a,a,b a,b,a")]
    [InlineData("{{ Variables.gone | default: 'nothing' }} {{ '<b>' | escape }} {{ 'a b' | url_encode }}", "nothing &lt;b&gt; a+b")]
    [InlineData("{{ '2026-01-05' | date: '%d/%m/%Y' }}", "05/01/2026")]
    [InlineData("{{ 'now' | date: '%Y-%m-%d %H:%M' }} {{ Variables.when | date: '%d %b %Y' }} {{ 0 | date: '%Y' }} {{ 'never' | date: '%Y' }} {{ '2026-01-05' | date: 'dd.MM.yyyy' }}", "2026-01-05 09:00 03 Feb 2026 1970 never 05.01.2026")]
    [InlineData("{{ Variables.amount }} {{ true }} {{ Variables.x }}", "12.5 true 5")]
    [InlineData("{{ Variables.list }}", "aba")]
    public async Task A_template_may_say(string template, string expected)
    {
        var bench = await Run(Template("t", template));

        bench.Instance.Incidents.Select(incident => incident.Detail).ShouldBeEmpty();
        bench.Console.ShouldBe([expected]);
    }

    [Fact]
    public async Task A_blank_template_is_no_value()
    {
        var bench = await Run(Write.Activity("Elsa.SetVariable", "set", """ "variable":{"id":"name-id","name":"name","typeName":"String"} """, Write.Input("value", "Object", "Liquid", " ")));

        bench.Instance.Variables["name"].ShouldBeNull();
    }

    [Theory]
    [InlineData("setOutcome('A'); setOutcome('B')", "B")]
    [InlineData("setOutcomes(['A', 'B'])", "A,B")]
    [InlineData("setOutcomes(['A', 'B']); setOutcome('C')", "C")]
    [InlineData("1", "Done")]
    [InlineData(" ", "Done")]
    public async Task The_last_outcome_that_a_script_sets_counts(string script, string expected)
    {
        var run = Write.Activity("Elsa.RunJavaScript", "run", Write.Input("script", "String", "Literal", script));
        var bench = new Bench(Write.Flow("run:A>A run:B>B run:C>C run:Done>Done", run, Write.Line("A"), Write.Line("B"), Write.Line("C"), Write.Line("Done")));

        await bench.Start();

        bench.Console.ShouldBe(expected.Split(','));
    }

    [Fact]
    public async Task A_script_that_gives_nothing_leaves_what_its_result_is_bound_to()
    {
        static string Running(string id, string script) => Write.Activity("Elsa.RunJavaScript", id, Write.Input("script", "String", "Literal", script), """ "result":{"typeName":"Object","memoryReference":{"id":"name-id"} } """);

        var bench = await Run(Running("a", "undefined"), Write.Script("s", "getName()"), Running("b", "'Eva'"), Write.Script("t", "getName()"));

        bench.Console.ShouldBe(["Ana", "Eva"]);
    }
}
