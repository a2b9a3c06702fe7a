using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Forms;
using Bunit;

namespace BackOfficeFlow.Work.Tests.Forms;

/// <summary>The rendered form in a real browser: no violation that axe finds, and no sideways scrolling on a narrow phone.</summary>
public sealed class FormViewAccessibilityTests
{
    static readonly string Everything = string.Join(",", new[]
    {
        ("text", "string", ""), ("longtext", "string", "longtext"), ("choice", "string", "*3"), ("longchoice", "string", "*6"), ("whole", "integer", ""), ("amount", "number", "money"),
        ("percent", "number", "percent"), ("date", "string", "date"), ("moment", "string", "date-time"), ("yesno", "boolean", ""), ("sure", "boolean", "confirm"), ("nif", "string", "nif"),
        ("iban", "string", "iban"), ("email", "string", "email"), ("phone", "string", "phone"), ("postcode", "string", "postcode"), ("url", "string", "uri"), ("file", "string", "file"),
        ("address", "object", "address"), ("period", "object", "period"), ("slot", "object", "slot"),
    }.Select(field => field.Item3.StartsWith('*')
        ? $"\"{field.Item1}\": {{ \"type\": \"string\", \"title\": \"The {field.Item1}\", \"enum\": [{string.Join(",", Enumerable.Range(1, field.Item3[1] - '0').Select(at => $"\"option {at}\""))}] }}"
        : $"\"{field.Item1}\": {{ \"type\": \"{field.Item2}\", \"format\": \"{field.Item3}\", \"title\": \"The {field.Item1}\", \"description\": \"What it is for\" }}"))
        + """, "grid": { "type": "array", "format": "grid", "title": "Rows", "items": { "properties": { "sku": { "type": "string", "title": "SKU" }, "count": { "type": "integer", "title": "Count" } } } }""";

    [Theory]
    [InlineData("empty")]
    [InlineData("filled")]
    [InlineData("with errors")]
    [InlineData("read only")]
    public async Task A_form_with_every_kind_of_field_is_accessible_and_fits_a_phone(string state)
    {
        var form = FormOf.Properties(Everything.Replace("\"format\": \"\",", ""));
        await using var browser = await Chromium.NewContext("en-GB", 360, 740);
        var page = await browser.NewPageAsync();

        await page.SetContentAsync(await Html(form, state));

        (await AxeCore.Violations(page)).ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
    }

    static async Task<string> Html(FormDocument form, string state)
    {
        await using var context = new BunitContext();
        var values = state is "empty" ? [] : new Dictionary<string, object?>
        {
            ["text"] = "Ana", ["amount"] = 12.5m, ["yesno"] = true, ["choice"] = "option 2", ["grid"] = new List<object?> { new Dictionary<string, object?> { ["sku"] = "A-1" } },
        };
        var errors = state is "with errors" ? form.Fields.ToDictionary(field => field.Name, _ => "Correct this.") : [];
        var view = context.Render<FormView>(parameters => parameters
            .Add(it => it.Form, form).Add(it => it.Values, values).Add(it => it.Errors, errors).Add(it => it.ReadOnly, state is "read only"));
        var style = await File.ReadAllTextAsync(Repository.PathTo("src", "BackOfficeFlow.Ui", "wwwroot", "app.css"));
        return $"<!doctype html><html lang=\"en\"><head><title>Form</title><meta name=\"viewport\" content=\"width=device-width\"><style>{style}</style></head><body><main><h1>Form</h1>{view.Markup}</main></body></html>";
    }
}
