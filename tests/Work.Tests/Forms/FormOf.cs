using System.Globalization;
using System.Text;
using BackOfficeFlow.Work.Forms;

namespace BackOfficeFlow.Work.Tests.Forms;

/// <summary>Forms for tests, from the JSON of their properties.</summary>
static class FormOf
{
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);

    public static FormDocument Properties(string properties, string more = "") =>
        Read($$"""{ "title": "A form", "type": "object", "properties": { {{properties}} } {{more}} }""");

    public static FormDocument Read(string json)
    {
        var reading = FormReader.Read(Encoding.UTF8.GetBytes(json));
        reading.Findings.Select(finding => finding.Say(CultureInfo.InvariantCulture)).ShouldBeEmpty();
        return reading.Form!;
    }

    public static IReadOnlyList<string> Codes(string json) => [.. FormReader.Read(Encoding.UTF8.GetBytes(json)).Findings.Select(finding => $"{finding.Place} {finding.Code}".Trim())];

    public static FormCheck Check(this FormDocument form, params (string Name, object? Value)[] values) =>
        form.Check(new FormContext(Now), values);

    public static FormCheck Check(this FormDocument form, FormContext context, params (string Name, object? Value)[] values) =>
        FormChecker.Check(form, values.ToDictionary(value => value.Name, value => value.Value), context);

    public static IReadOnlyList<string> Wrong(this FormCheck check) => [.. check.Errors.Select(error => $"{error.Field} {error.Code}")];
}
