using System.Globalization;
using System.Text;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

public sealed class DefinitionReaderTests
{
    static readonly string Sample = Write.Flow("S>D D:True>A D:False>B A>J B>J J>E",
        Write.Activity("Elsa.Start", "S"), Write.Decision("D", "getVariable('x') > 3"), Write.Line("A"), Write.Line("B"), Write.Join("J", "WaitAllActive"), Write.Line("E"));

    [Fact]
    public void The_stored_bytes_come_back_unchanged()
    {
        var bytes = Encoding.UTF8.GetBytes("{ \"unknown\" : [1,2.50], \"root\": {\"type\":\"Acme.Thing\", \"secret\":{\"b\":1,\"a\":2}} }");

        var definition = DefinitionReader.Read(bytes).Definition!;

        definition.Source.ToArray().ShouldBe(bytes);
        definition.Root.Json.Property("secret").GetRawText().ShouldBe("{\"b\":1,\"a\":2}");
    }

    [Fact]
    public void Broken_JSON_is_named_with_line_and_column()
    {
        var result = DefinitionReader.Read("{\n  \"root\": {,\n}"u8.ToArray());

        result.Definition.ShouldBeNull();
        var finding = result.Findings.Single();
        finding.Code.ShouldBe("malformed-json");
        finding.Arguments[0].ShouldBe(2L);
        FindingTexts.Say(finding, CultureInfo.GetCultureInfo("es")).ShouldContain("línea 2");
        FindingTexts.Say(finding, CultureInfo.GetCultureInfo("en")).ShouldContain("line 2");
    }

    [Fact]
    public void Missing_ids_are_given_in_the_order_of_the_tree()
    {
        var definition = DefinitionReader.Read("""{"root":{"type":"Elsa.Sequence","activities":[{"type":"Elsa.WriteLine"},{"type":"Elsa.WriteLine","id":"WriteLine1"},{"type":"Elsa.WriteLine"}]}}"""u8.ToArray()).Definition!;

        definition.Activities.Select(activity => activity.Id).ShouldBe(["Sequence1", "WriteLine2", "WriteLine1", "WriteLine3"]);
    }

    [Fact]
    public void Mutated_definitions_give_findings_and_never_an_exception()
    {
        var random = new Random(20260105);
        var compiler = new Compiler(new ActivityRegistry(ActivityRegistry.BuiltIn), new EngineOptions());
        var original = Encoding.UTF8.GetBytes(Sample);

        for (var round = 0; round < 1_500; round++)
        {
            var result = DefinitionReader.Read(Mutate(original, random));
            if (result.Definition is { } definition)
                compiler.Compile(definition).Workflow.ShouldNotBeNull();
            else
                result.Findings.ShouldNotBeEmpty();
        }
    }

    static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)).ToArray()); break;
                case 3: Replace(bytes, "\"Done\"", random.Next(2) == 0 ? "null" : "{\"a\":[1]}", random); break;
                default: Replace(bytes, "\"Literal\"", random.Next(2) == 0 ? "17" : "\"Nope\"", random); break;
            }
        }
        return [.. bytes];
    }

    static void Replace(List<byte> bytes, string old, string text, Random random)
    {
        var whole = Encoding.Latin1.GetString([.. bytes]);
        var at = whole.IndexOf(old, random.Next(whole.Length), StringComparison.Ordinal);
        if (at < 0)
            return;
        bytes.RemoveRange(at, old.Length);
        bytes.InsertRange(at, Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public void Nesting_beyond_the_limit_is_a_finding()
    {
        var json = string.Concat(Enumerable.Repeat("{\"root\":{\"type\":\"Elsa.FlowNode\",\"body\":", 2_000));

        DefinitionReader.Read(Encoding.UTF8.GetBytes(json)).Findings.Single().Code.ShouldBe("malformed-json");
    }

    [Fact]
    public void Every_text_of_a_finding_exists_in_both_languages()
    {
        FindingTexts.Codes(CultureInfo.GetCultureInfo("es")).Order(StringComparer.Ordinal).ShouldBe(FindingTexts.Codes(CultureInfo.InvariantCulture).Order(StringComparer.Ordinal));
    }
}
