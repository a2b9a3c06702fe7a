using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Forms;

/// <summary>A form as read: without refusing findings there is a document.</summary>
public sealed record FormReading(FormDocument? Form, IReadOnlyList<DocumentFinding> Findings);

/// <summary>
/// Reads a form document: a subset of JSON Schema (type, format, properties, required, enum, minimum …) with a few keywords of ours
/// (requiredWhen, visibleWhen, layout …). Malformed input gives findings, never an exception.
/// </summary>
public static partial class FormReader
{
    public static FormReading Read(ReadOnlyMemory<byte> utf8)
    {
        var findings = new List<DocumentFinding>();
        var root = DocumentPart.Parse(utf8, findings);
        if (root is null)
            return new FormReading(null, findings);

        var title = root.RequiredText("title");
        var description = root.Text("description");
        root.Text("$schema");
        root.Word("type", ObjectOnly, "object");
        var fields = FieldReader.ReadFields(root);
        var sections = ReadLayout(root, fields);
        root.Close();
        FormRules.Check(root, fields);

        var refused = findings.Any(finding => finding.Weight is FindingWeight.Refused);
        return new FormReading(refused ? null : new FormDocument(title, description, fields, sections), findings);
    }

    static readonly Dictionary<string, string> ObjectOnly = new() { ["object"] = "object" };

    static List<FormSection> ReadLayout(DocumentPart root, IReadOnlyList<FormField> fields)
    {
        if (!root.Has("layout"))
        {
            root.Any("layout");
            return [new FormSection(null, [.. fields.Select(field => new FormCell(field, 12))])];
        }

        var placed = new HashSet<string>();
        var sections = new List<FormSection>();
        foreach (var part in root.Items("layout"))
        {
            if (!part.IsObject)
            {
                part.Report(Configured.Texts.All, "NotAnObject");
                continue;
            }

            var title = part.Text("title");
            sections.Add(new FormSection(title, [.. part.Items("fields", required: true).Select(cell => ReadCell(cell, fields, placed)).OfType<FormCell>()]));
            part.Close();
        }

        foreach (var field in fields.Where(field => !placed.Contains(field.Name)))
            root.At("layout").Report(Texts.All, "NotInLayout", field.Name);
        return sections;
    }

    static FormCell? ReadCell(DocumentPart part, IReadOnlyList<FormField> fields, HashSet<string> placed)
    {
        var width = 12;
        string? name;
        if (part.IsObject)
        {
            name = part.RequiredText("field");
            width = part.Whole("width", 1, 12) ?? 12;
            part.Close();
        }
        else
            name = part.Element.ValueKind is JsonValueKind.String ? part.Element.GetString() : null;

        var field = fields.FirstOrDefault(field => field.Name == name);
        if (field is null)
            part.Report(Texts.All, "UnknownField", name, string.Join(", ", fields.Select(each => each.Name)));
        else if (!placed.Add(field.Name))
            part.Report(Texts.All, "PlacedTwice", field.Name);
        else
            return new FormCell(field, width);
        return null;
    }

    internal static DateLimit? ReadLimit(DocumentPart part, string name)
    {
        var text = part.Text(name);
        if (text is null)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return new DateLimit(date, 0);
        var relative = Relative().Match(text);
        if (relative.Success)
            return new DateLimit(null, relative.Groups[1].Success ? int.Parse(relative.Groups[1].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0);
        part.At(name).Report(Texts.All, "LimitWrong", text);
        return null;
    }

    [GeneratedRegex(@"^today([+-]\d{1,4})?$")]
    private static partial Regex Relative();
}
