using System.Text;
using BackOfficeFlow.Work.Forms;
using CsCheck;

namespace BackOfficeFlow.Work.Tests.Forms;

public sealed class FormReaderTests
{
    const string Right = """
        {
          "title": "@verify.title", "description": "@verify.help", "type": "object",
          "properties": {
            "status": { "type": "string", "title": "@verify.status", "enum": ["lost", "found"], "enumTitles": ["@lost", "Found"] },
            "located": { "type": "boolean", "title": "Located?" },
            "next": { "type": "string", "format": "date", "requiredWhen": [{ "field": "status", "notIn": ["lost"] }, { "field": "located", "equals": true }] }
          },
          "required": ["status"],
          "layout": [{ "title": "@facts", "fields": ["status", { "field": "located", "width": 6 }] }, { "fields": ["next"] }]
        }
        """;

    [Fact]
    public void A_form_is_read_with_its_layout_and_text_keys()
    {
        var form = FormOf.Read(Right);

        form.Fields.Select(field => (field.Name, field.Kind, field.Required)).ShouldBe([("status", FieldKind.Choice, true), ("located", FieldKind.Bool, false), ("next", FieldKind.Date, false)]);
        form.Sections.Select(section => section.Cells.Count).ShouldBe([2, 1]);
        form.Sections[0].Cells[1].Width.ShouldBe(6);
        form.TextKeys.ShouldBe(["verify.title", "verify.help", "facts", "verify.status", "lost"]);
    }

    [Theory]
    [InlineData("", "NotJson")]
    [InlineData("[]", "NotAnObject")]
    [InlineData("{ \"title\": \"\\ud800\" }", "NotUnicode")]
    [InlineData("{ \"title\": \"a\", \"title\": \"b\" }", "NotJson")]
    [InlineData("{ \"title\": 5, \"properties\": {} }", "title NotText")]
    [InlineData("{ \"properties\": {} }", "Missing")]
    [InlineData("{ \"title\": \"a\", \"properties\": {}, \"reqired\": [] }", "reqired UnknownProperty")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"A b\": { \"type\": \"string\" } } }", "properties.A b NameWrong")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"text\" } } }", "properties.a.type TypeUnknown")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"string\", \"format\": \"nfi\" } } }", "properties.a.format FormatUnknown")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"string\", \"maxLenght\": 5 } } }", "properties.a.maxLenght UnknownProperty")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"string\", \"minLength\": 9, \"maxLength\": 5 } } }", "properties.a LimitsCrossed")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"string\", \"enum\": [] } } }", "properties.a NoOptions")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"string\", \"enum\": [\"x\", \"x\"] } } }", "properties.a.enum OptionTwice")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"string\" } }, \"required\": [\"b\"] }", "required UnknownField")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"string\" } }, \"layout\": [{ \"fields\": [] }] }", "layout NotInLayout")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"string\" } }, \"layout\": [{ \"fields\": [\"a\", \"a\"] }] }", "layout[0].fields[1] PlacedTwice")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"string\", \"visibleWhen\": { \"field\": \"b\", \"equals\": 1 } } } }", "properties.a UnknownField")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"string\", \"format\": \"date\", \"notBefore\": \"soon\" } } }", "properties.a.notBefore LimitWrong")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"string\", \"format\": \"file\", \"accept\": [\"exe\"] } } }", "properties.a.accept FileKindUnknown")]
    [InlineData("{ \"title\": \"a\", \"properties\": { \"a\": { \"type\": \"array\", \"format\": \"grid\", \"items\": { \"properties\": { \"b\": { \"type\": \"object\", \"format\": \"address\" } } } } } }", "properties.a.items.properties.b NotInGrid")]
    public void A_form_that_is_wrong_is_refused_with_the_place(string json, string finding)
    {
        FormReader.Read(Encoding.UTF8.GetBytes(json)).Form.ShouldBeNull();
        FormOf.Codes(json).ShouldContain(finding);
    }

    [Fact]
    public void Fields_that_wait_for_each_other_to_be_shown_are_refused()
    {
        var json = """
            { "title": "a", "properties": {
              "a": { "type": "boolean", "visibleWhen": { "field": "b", "equals": true } },
              "b": { "type": "boolean", "visibleWhen": { "field": "a", "equals": true } } } }
            """;

        FormOf.Codes(json).ShouldBe(["properties.a VisibleCircle", "properties.b VisibleCircle"]);
    }

    [Fact]
    public void A_condition_on_a_value_that_cannot_be_chosen_is_refused()
    {
        var json = """
            { "title": "a", "properties": {
              "a": { "type": "string", "enum": ["x", "y"] },
              "b": { "type": "string", "visibleWhen": { "field": "a", "equals": "z" } } } }
            """;

        FormOf.Codes(json).ShouldBe(["properties.b NotAnOptionOf"]);
    }

    [Fact]
    public void Whatever_happens_to_the_bytes_of_a_form_the_reader_answers_with_findings()
    {
        var bytes = Encoding.UTF8.GetBytes(Right);

        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[0, bytes.Length]).Sample((at, value, cut) =>
        {
            var changed = bytes.ToArray();
            changed[at] = value;
            var reading = FormReader.Read(changed.AsMemory(0, cut > bytes.Length / 2 ? bytes.Length : cut));
            (reading.Form is not null || reading.Findings.Count > 0).ShouldBeTrue();
        }, iter: 3000);
    }
}
