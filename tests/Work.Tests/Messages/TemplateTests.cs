using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Messages;
using NodaTime;

namespace BackOfficeFlow.Work.Tests.Messages;

public sealed class TemplateTests
{
    static readonly DateTimeZone madrid = DateTimeZoneProviders.Tzdb["Europe/Madrid"];

    const string Notice = """
        {
          "purpose": "service",
          "variables": {
            "order": { "type": "text" },
            "amount": { "type": "money" },
            "day": { "type": "date" },
            "at": { "type": "instant", "optional": true },
            "express": { "type": "yesNo", "optional": true },
            "lines": { "type": "list", "optional": true },
            "link": { "type": "link", "optional": true }
          },
          "languages": {
            "es": { "subject": "Su pedido {{ order }}", "body": "Importe: {{ amount }}\nEl {{ day }}{% if express %}, urgente{% endif %}.{% for line in lines %}\n- {{ line }}{% endfor %}\n\n\n\n{{ link }}" },
            "en": { "subject": "Your order {{ order }}", "body": "Amount: {{ amount }}, on {{ day }}{% if at %}, {{ at }}{% endif %}" }
          }
        }
        """;

    static readonly Dictionary<string, object?> facts = new()
    {
        ["order"] = "P-1",
        ["amount"] = 1234.5m,
        ["day"] = "2026-03-02",
        ["express"] = true,
        ["lines"] = new List<object?> { "uno", "dos" },
        ["link"] = "https://flow.example/a?b=1",
        ["unused"] = "x"
    };

    [Fact]
    public void A_message_reads_in_the_language_of_whoever_gets_it()
    {
        var spanish = Render(Notice, "es", facts);
        var english = Render(Notice, "en", new(facts) { ["at"] = DateTimeOffset.Parse("2026-03-02T17:05:00Z", System.Globalization.CultureInfo.InvariantCulture) });

        spanish.Subject.ShouldBe("Su pedido P-1");
        spanish.Body.ShouldBe("Importe: 1.234,50\u00A0€\nEl 2 de marzo de 2026, urgente.\n- uno\n- dos\n\nhttps://flow.example/a?b=1");
        english.Body.ShouldBe("Amount: €1,234.50, on 2 March 2026, 2 March 2026, 18:05");
    }

    [Fact]
    public void A_language_that_the_template_lacks_falls_back_to_its_first() =>
        Render(Notice, "fr", facts).Language.ShouldBe("es");

    [Theory]
    [InlineData("order")]
    [InlineData("amount")]
    [InlineData("day")]
    public void A_missing_variable_blocks_the_message_and_is_named(string missing)
    {
        var arguments = new Dictionary<string, object?>(facts) { [missing] = missing == "day" ? "  " : null };

        var refused = Should.Throw<RuleBrokenException>(() => Render(Notice, "es", arguments));

        refused.Code.ShouldBe("template-variable-missing");
        refused.Message.ShouldContain(missing);
        refused.Message.ShouldContain("orders/notice");
    }

    [Theory]
    [InlineData("amount", "a lot")]
    [InlineData("day", "31/02/2026")]
    [InlineData("link", "javascript:alert(1)")]
    [InlineData("express", "perhaps")]
    public void A_value_of_the_wrong_type_blocks_the_message(string name, string value)
    {
        var refused = Should.Throw<RuleBrokenException>(() => Render(Notice, "es", new(facts) { [name] = value }));

        refused.Code.ShouldBe("template-variable-type");
        refused.Message.ShouldContain(name);
    }

    [Fact]
    public void What_customers_typed_brings_no_line_into_the_subject_and_no_template_code()
    {
        var message = Render(Notice, "es", new(facts) { ["order"] = "P-1\r\nBcc: all@flow.test {{ amount }}\u202E" });

        message.Subject.ShouldBe("Su pedido P-1 Bcc: all@flow.test {{ amount }}");
    }

    [Theory]
    [InlineData("{", "$")]
    [InlineData("""{"purpose":"service","languages":{}}""", "languages")]
    [InlineData("""{"purpose":"nonsense","languages":{"es":{"subject":"a","body":"b"}}}""", "$.purpose")]
    [InlineData("""{"purpose":"service","colour":"red","languages":{"es":{"subject":"a","body":"b"}}}""", "$.colour")]
    [InlineData("""{"purpose":"service","languages":{"es":{"subject":"","body":"b"}}}""", "languages.es")]
    [InlineData("""{"purpose":"service","languages":{"es":{"subject":"{{ a","body":"b"}}}""", "languages.es.subject")]
    [InlineData("""{"purpose":"service","languages":{"es":{"subject":"a","body":"{% if x %}"}}}""", "languages.es.body")]
    [InlineData("""{"purpose":"service","languages":{"es":{"subject":"a","body":"{{ nobody | upcase }}"}}}""", "languages.es.body")]
    [InlineData("""{"purpose":"service","languages":{"Spanish":{"subject":"a","body":"b"}}}""", "languages.Spanish")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("", "$")]
    public void A_template_that_is_wrong_is_told_where(string json, string place)
    {
        var (template, findings) = TemplateCheck.Read(Encoding.UTF8.GetBytes(json));

        template.ShouldBeNull();
        findings.ShouldNotBeEmpty();
        findings[0].Place.ShouldBe(place);
        findings[0].Say(System.Globalization.CultureInfo.GetCultureInfo("es")).ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void Names_that_a_text_makes_itself_need_no_declaration()
    {
        var (template, findings) = TemplateCheck.Read("""
            {"purpose":"service","variables":{"lines":{"type":"list"}},
             "languages":{"es":{"subject":"a","body":"{% assign n = 1 %}{% for line in lines %}{{ line.name | append: 'x y' }}{{ n }}{{ forloop.index }}{% endfor %}"}}}
            """u8.ToArray());

        findings.ShouldBeEmpty();
        template.ShouldNotBeNull();
    }

    static Rendered Render(string json, string language, Dictionary<string, object?> arguments)
    {
        var (template, findings) = TemplateCheck.Read(Encoding.UTF8.GetBytes(json));
        findings.ShouldBeEmpty();
        return TemplateRender.Render("orders/notice", 1, template!, language, madrid, arguments);
    }
}
