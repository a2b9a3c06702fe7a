using System.Globalization;
using System.Text.RegularExpressions;

namespace BackOfficeFlow.Work.Forms;

/// <summary>What the fields of a form are called, and where their controls stand, by path: "wants", "address.postcode", "items[2].sku".</summary>
public static partial class FormNames
{
    public const string UsualPrefix = "f";

    public static string IdOf(string path, string prefix = UsualPrefix) =>
        $"{prefix}-{path.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal)}";

    /// <summary>The name as the form shows it: "Address, Postcode"; "Items, Row 3, SKU". Null when the form has no such field.</summary>
    public static string? Of(FormDocument form, string path, Func<string, string> text)
    {
        var pieces = Path().Match(path);
        if (form.Find(pieces.Groups["field"].Value) is not { } field)
            return null;

        var part = pieces.Groups["part"].Value;
        string?[] names =
        [
            text(field.Title),
            pieces.Groups["row"] is { Success: true } row ? Texts.Say("Row", int.Parse(row.Value, CultureInfo.InvariantCulture) + 1) : null,
            part.Length == 0 ? null : field.Columns.FirstOrDefault(column => column.Name == part) is { } column ? text(column.Title) : Texts.All.GetString($"{field.Kind}_{part}", CultureInfo.CurrentUICulture) ?? part
        ];
        return string.Join(", ", names.OfType<string>());
    }

    [GeneratedRegex(@"^(?<field>[^.\[]+)(\[(?<row>\d{1,6})\])?(\.(?<part>.+))?$")]
    private static partial Regex Path();
}
