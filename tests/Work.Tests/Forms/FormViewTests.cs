using System.Globalization;
using AngleSharp.Dom;
using BackOfficeFlow.Work.Forms;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace BackOfficeFlow.Work.Tests.Forms;

public sealed class FormViewTests : IAsyncDisposable
{
    static readonly FormDocument Form = FormOf.Read("""
        {
          "title": "@title", "description": "@help", "type": "object",
          "properties": {
            "reached": { "type": "boolean", "title": "@reached" },
            "wants": { "type": "string", "title": "Wants", "description": "@wants.help", "enum": ["redeliver", "refund"], "enumTitles": ["@redeliver", "Refund"], "visibleWhen": { "field": "reached", "equals": true } },
            "reason": { "type": "string", "title": "Reason", "enum": ["a", "b", "c", "d", "e"] },
            "amount": { "type": "number", "format": "money", "title": "Amount" },
            "iban": { "type": "string", "format": "iban", "title": "Account" },
            "when": { "type": "string", "format": "date-time", "title": "When" },
            "many": { "type": "array", "title": "Many", "items": { "enum": ["x", "y"] } },
            "to": { "type": "object", "format": "address", "title": "Address" },
            "items": { "type": "array", "format": "grid", "title": "Items", "items": { "type": "object", "properties": { "sku": { "type": "string", "title": "SKU" } }, "required": ["sku"] } },
            "proof": { "type": "string", "format": "file", "title": "Proof" },
            "sure": { "type": "boolean", "format": "confirm", "title": "I am sure" },
            "note": { "type": "string", "format": "longtext", "title": "Note" }
          },
          "required": ["reached", "amount"],
          "layout": [{ "title": "@facts", "fields": ["reached", "wants", { "field": "reason", "width": 6 }, { "field": "amount", "width": 6 }, "iban", "when", "many", "to"] }, { "fields": ["items", "proof", "sure", "note"] }]
        }
        """);

    readonly BunitContext context = new();
    readonly CultureInfo before = CultureInfo.CurrentCulture;
    readonly CultureInfo beforeWords = CultureInfo.CurrentUICulture;
    IReadOnlyDictionary<string, object?> values = new Dictionary<string, object?>();
    IReadOnlyDictionary<string, string> open = new Dictionary<string, string>();

    public FormViewTests() => Speak("es-ES");

    [Fact]
    public void Every_control_has_a_label_and_labels_come_from_the_resolver()
    {
        var view = Show(new() { ["reached"] = true, ["items"] = Rows("A-1") });

        foreach (var control in view.FindAll("input, select, textarea"))
            (control.Closest("label") ?? view.Find($"label[for='{control.Id}']")).TextContent.Trim().ShouldNotBeEmpty();
        view.FindAll("legend").Select(legend => legend.TextContent).ShouldContain("title of facts");
        view.Find("#f-wants legend").TextContent.ShouldBe("Wants");
        view.Find("#f-wants").TextContent.ShouldContain("title of redeliver");
    }

    [Fact]
    public void Ids_are_unique_and_descriptions_point_at_what_is_there()
    {
        var view = Show(new() { ["reached"] = true, ["items"] = Rows("A-1", "B-2") }, new() { ["wants"] = "Choose one.", ["to.postcode"] = "Five digits.", ["items[1].sku"] = "Fill this in." });

        view.FindAll("[id]").Select(element => element.Id).ShouldBeUnique();
        foreach (var id in view.FindAll("[aria-describedby]").SelectMany(element => element.GetAttribute("aria-describedby")!.Split(' ')))
            view.FindAll($"#{id}").Count.ShouldBe(1, id);
        view.Find("#f-to-postcode").GetAttribute("aria-invalid").ShouldBe("true");
        view.Find("#f-items-1-sku-error").TextContent.ShouldBe("Fill this in.");
        view.Find("#f-wants").GetAttribute("aria-describedby").ShouldBe("f-wants-hint f-wants-error");
    }

    [Fact]
    public void What_is_required_is_said_in_words_too()
    {
        var view = Show([]);

        view.Find("label[for='f-amount']").TextContent.ShouldContain("(obligatorio)");
        view.Find("#f-amount").GetAttribute("aria-required").ShouldBe("true");
        view.Find("#f-reached legend").TextContent.ShouldContain("(obligatorio)");
        view.Find("label[for='f-iban']").TextContent.ShouldBe("Account");
    }

    [Fact]
    public void A_field_appears_when_its_condition_comes_true()
    {
        var view = Show([]);
        view.FindAll("#f-wants").ShouldBeEmpty();

        view.Find("#f-reached input[value=true]").Change("true");

        view.FindAll("#f-wants").Count.ShouldBe(1);
        values["reached"].ShouldBe(true);
    }

    [Theory]
    [InlineData("es-ES", "1.234,50", 1234.50)]
    [InlineData("es-ES", "12,5", 12.5)]
    [InlineData("en-GB", "1,234.50", 1234.50)]
    public void An_amount_is_typed_in_the_readers_way_and_kept_as_a_number(string culture, string typed, double kept)
    {
        Speak(culture);
        var view = Show([]);

        view.Find("#f-amount").Change(typed);

        values["amount"].ShouldBe((decimal)kept);
        view.Find("#f-amount").GetAttribute("value").ShouldBe(((decimal)kept).ToString("0.00", CultureInfo.GetCultureInfo(culture)));
    }

    [Theory]
    [InlineData("1.23,4")]
    [InlineData("abc")]
    public void What_is_no_number_stays_as_typed_and_is_refused(string typed)
    {
        var view = Show([], checking: true);

        view.Find("#f-amount").Change(typed);
        view.Find("#f-amount").TriggerEvent("onfocusout", new FocusEventArgs());

        values["amount"].ShouldBe(typed);
        view.Find("#f-amount").GetAttribute("value").ShouldBe(typed);
        view.Find("#f-amount-error").TextContent.ShouldBe("Escriba un número.");
    }

    [Fact]
    public void A_field_that_was_wrong_is_checked_at_each_change_and_others_are_left_in_peace()
    {
        var view = Show([], new() { ["iban"] = "Old news.", ["note"] = "Still true." }, checking: true);

        view.Find("#f-iban").Input("ES91 2100");
        view.Find("#f-iban-error").TextContent.ShouldStartWith("Un IBAN de ES tiene 24 caracteres");
        view.FindAll("#f-amount-error").ShouldBeEmpty();

        view.Find("#f-iban").Input("ES91 2100 0418 4502 0005 1332");
        view.FindAll("#f-iban-error").ShouldBeEmpty();
        view.Find("#f-note-error").TextContent.ShouldBe("Still true.");
    }

    [Fact]
    public void What_is_half_typed_is_not_wrong_until_the_field_is_left()
    {
        var view = Show([], checking: true);

        view.Find("#f-iban").Input("ES91 2100");
        view.FindAll("#f-iban-error").ShouldBeEmpty();

        view.Find("#f-iban").TriggerEvent("onfocusout", new FocusEventArgs());
        view.Find("#f-iban-error").TextContent.ShouldStartWith("Un IBAN de ES tiene 24 caracteres");

        view.Find("#f-iban").Input("ES91 2100 0418 4502 0005 1332");
        view.FindAll("#f-iban-error").ShouldBeEmpty();
    }

    [Fact]
    public void The_page_is_told_what_is_still_wrong_while_somebody_corrects()
    {
        var view = Show([], new() { ["amount"] = "Rellene este campo.", ["note"] = "Still true." }, checking: true);

        view.Find("#f-amount").Change("abc");
        open.ShouldBe(new Dictionary<string, string> { ["note"] = "Still true.", ["amount"] = "Escriba un número." }, ignoreOrder: true);

        view.Find("#f-amount").Change("12");
        open.Keys.ShouldBe(["note"]);

        view.Find("#f-amount").Change("");
        open.Keys.ShouldBe(["note", "amount"], ignoreOrder: true);
    }

    [Fact]
    public void A_date_that_came_too_early_is_right_when_the_other_moves()
    {
        var form = FormOf.Properties(""" "from": { "type": "string", "format": "date", "title": "From" }, "to": { "type": "string", "format": "date", "title": "To", "afterField": "from" } """);
        var view = context.Render<FormView>(parameters => parameters
            .Add(it => it.Form, form)
            .Add(it => it.Values, new Dictionary<string, object?> { ["from"] = "2026-03-09", ["to"] = "2026-03-02" })
            .Add(it => it.Errors, new Dictionary<string, string> { ["to"] = "Too early." })
            .Add(it => it.Checking, new FormContext(FormOf.Now)));

        view.Find("#f-from").Change("2026-03-01");

        view.FindAll("#f-to-error").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("amount", "Amount")]
    [InlineData("to.postcode", "Address, Código postal")]
    [InlineData("items[1].sku", "Items, Fila 2, SKU")]
    [InlineData("reached", "title of reached")]
    [InlineData("elsewhere", null)]
    public void A_field_has_a_name_for_a_summary(string path, string? name) =>
        FormNames.Of(Form, path, text => text.StartsWith('@') ? "title of " + text[1..] : text).ShouldBe(name);

    [Fact]
    public void Several_choices_parts_and_rows_make_one_value()
    {
        var view = Show([]);

        view.Find("#f-many input[value=y]").Change(true);
        view.Find("#f-many input[value=x]").Change(true);
        view.Find("#f-many input[value=y]").Change(false);
        view.Find("#f-to-postcode").Input("28013");
        view.FindAll("#f-items button")[^1].Click();
        view.Find("#f-items-0-sku").Input("A-1");

        values["many"].ShouldBe(new List<object?> { "x" });
        values["to"].ShouldBe(new Dictionary<string, object?> { ["postcode"] = "28013" });
        ((List<object?>)values["items"]!).Single().ShouldBe(new Dictionary<string, object?> { ["sku"] = "A-1" });

        view.FindAll("#f-items button")[0].Click();
        values.ContainsKey("items").ShouldBeFalse();
    }

    [Fact]
    public void An_instant_is_shown_in_local_time_and_what_is_shown_passes_the_check()
    {
        var view = Show(new() { ["when"] = new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero) });
        view.Find("#f-when").GetAttribute("value").ShouldBe("2026-07-01T10:00");

        view.Find("#f-when").Change("2026-07-01T11:00");

        FormOf.Properties(""" "when": { "type": "string", "format": "date-time" } """).Check(("when", values["when"])).Values["when"].ShouldBe(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_form_to_be_read_can_not_be_changed()
    {
        var view = Show(new() { ["reached"] = true, ["items"] = Rows("A-1") }, readOnly: true);

        view.FindAll("button").ShouldBeEmpty();
        view.FindAll("input, select, textarea").Where(control => !control.HasAttribute("readonly") && !control.HasAttribute("disabled")).ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_stores_files_brings_the_control_for_them()
    {
        Show([]).Markup.ShouldContain("no se pueden adjuntar archivos");

        var view = context.Render<FormView>(parameters => parameters.Add(it => it.Form, Form)
            .Add(it => it.FileControl, slot => builder => builder.AddMarkupContent(0, $"<input type=\"file\" id=\"{slot.Id}\">")));
        view.Find("label[for='f-proof']").TextContent.ShouldBe("Proof");
        view.Find("#f-proof").GetAttribute("type").ShouldBe("file");
    }

    public async ValueTask DisposeAsync()
    {
        CultureInfo.CurrentCulture = before;
        CultureInfo.CurrentUICulture = beforeWords;
        await context.DisposeAsync();
    }

    IRenderedComponent<FormView> Show(Dictionary<string, object?> start, Dictionary<string, string>? errors = null, bool readOnly = false, bool checking = false) =>
        context.Render<FormView>(parameters => parameters
            .Add(it => it.Form, Form)
            .Add(it => it.Values, start)
            .Add(it => it.ValuesChanged, typed => values = typed)
            .Add(it => it.Errors, errors ?? [])
            .Add(it => it.ErrorsChanged, left => open = left)
            .Add(it => it.Checking, checking ? new FormContext(FormOf.Now) : null)
            .Add(it => it.Text, text => text.StartsWith('@') ? "title of " + text[1..] : text)
            .Add(it => it.ReadOnly, readOnly));

    static List<object?> Rows(params string[] skus) => [.. skus.Select(sku => new Dictionary<string, object?> { ["sku"] = sku })];

    static void Speak(string culture) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
}
