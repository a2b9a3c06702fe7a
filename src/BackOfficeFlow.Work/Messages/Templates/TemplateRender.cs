using System.Globalization;
using System.Text.RegularExpressions;
using BackOfficeFlow.Engine;
using BackOfficeFlow.Engine.Expressions;
using BackOfficeFlow.Runtime;
using NodaTime;

namespace BackOfficeFlow.Work.Messages;

/// <summary>A message with all its places filled.</summary>
public sealed record Rendered(string TemplateKey, int TemplateVersion, MessageTemplate Template, string Language, string Subject, string Body);

/// <summary>Fills a template. Pure. A place that cannot be filled blocks the message: better none than one with a hole.</summary>
public static partial class TemplateRender
{
    public static Rendered Render(
        string key, int version, MessageTemplate template, string language, DateTimeZone zone, IReadOnlyDictionary<string, object?> arguments)
    {
        var spoken = template.Languages.ContainsKey(language) ? language : template.Languages.Keys.First();
        var culture = CultureOf(spoken);
        var places = template.Variables.ToDictionary(
            variable => variable.Key,
            variable => Fill(key, variable.Key, variable.Value, arguments.GetValueOrDefault(variable.Key), culture, zone));

        var words = template.Languages[spoken];
        return new(key, version, template, spoken, OneLine(LiquidTemplate.Parse(words.Subject).Render(places)), Tidy(LiquidTemplate.Parse(words.Body).Render(places)));
    }

    public static CultureInfo CultureOf(string language) => language switch
    {
        "es" => CultureInfo.GetCultureInfo("es-ES"),
        "en" => CultureInfo.GetCultureInfo("en-GB"),
        _ => CultureInfo.GetCultureInfo(language)
    };

    static object? Fill(string template, string name, TemplateVariable variable, object? value, CultureInfo culture, DateTimeZone zone)
    {
        var missing = value is null || (value is string text && text.Trim().Length == 0);
        if (missing)
            return variable.Optional ? null : throw Broken("VariableMissing", "template-variable-missing", template, name);

        return Say(variable, value!, culture, zone)
            ?? throw Broken("VariableType", "template-variable-type", template, name, Texts.Of("Type." + variable.Type), Values.Text(value));
    }

    static object? Say(TemplateVariable variable, object value, CultureInfo culture, DateTimeZone zone) => variable.Type switch
    {
        TemplateVariableType.Text => value is string or bool or long or decimal or int or double or Guid ? Harmless(Values.Text(value) ?? "") : null,
        TemplateVariableType.Number => Number(value)?.ToString("#,0.######", culture),
        TemplateVariableType.Money => Number(value) is { } amount ? Money(amount, variable.Currency, culture) : null,
        TemplateVariableType.Date => Date(value, zone)?.ToString(DayFormat(culture), culture),
        TemplateVariableType.Instant => Local(value, zone)?.ToString(DayFormat(culture) + ", HH:mm", culture),
        TemplateVariableType.YesNo => value as bool?,
        TemplateVariableType.Link => Uri.TryCreate(value as string, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" ? link.AbsoluteUri : null,
        _ => value is IEnumerable<object?> list ? list.Select(item => item is string text ? Harmless(text) : item).ToList() : null
    };

    static decimal? Number(object value) => value switch
    {
        decimal number => number,
        long or int => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        double number when Math.Abs(number) < 1e15 => (decimal)number,
        string text when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => null
    };

    static string Money(decimal amount, string currency, CultureInfo culture)
    {
        var rounded = decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
        var sign = currency == "EUR" ? "€" : currency;
        return culture.TwoLetterISOLanguageName == "en" && sign == "€"
            ? (rounded < 0 ? "-€" : "€") + Math.Abs(rounded).ToString("#,0.00", culture)
            : rounded.ToString("#,0.00", culture) + "\u00A0" + sign;
    }

    static DateTime? Date(object value, DateTimeZone zone) => value switch
    {
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date.ToDateTime(TimeOnly.MinValue),
        _ => Local(value, zone)
    };

    static DateTime? Local(object value, DateTimeZone zone) => value switch
    {
        DateTimeOffset instant => Instant.FromDateTimeOffset(instant).InZone(zone).ToDateTimeUnspecified(),
        string text when DateTimeOffset.TryParseExact(text, instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) => Instant.FromDateTimeOffset(instant).InZone(zone).ToDateTimeUnspecified(),
        _ => null
    };

    static readonly string[] instants = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];

    static string DayFormat(CultureInfo culture) => culture.TwoLetterISOLanguageName == "es" ? "d 'de' MMMM 'de' yyyy" : "d MMMM yyyy";

    // Facts come from outside: they may not bring lines into a header, nor characters that turn a text around.
    static string Harmless(string text) => Hidden().Replace(text, " ");

    static string OneLine(string text) => Blank().Replace(Harmless(text), " ").Trim();

    static string Tidy(string text) => ManyLines().Replace(text.ReplaceLineEndings("\n").Trim(), "\n\n");

    static RuleBrokenException Broken(string text, string code, params object?[] arguments) => new(Texts.Of(text, arguments)) { Code = code };

    [GeneratedRegex(@"[\p{Cc}\p{Cf}-[\r\n\t]]")]
    private static partial Regex Hidden();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\n[ \t]*(\n[ \t]*){2,}")]
    private static partial Regex ManyLines();
}
