using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DotLiquid;
using DotLiquid.Util;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>Filters of Elsa's Liquid that the library lacks or understands otherwise.</summary>
static class LiquidFilters
{
    /// <summary>Where the instant of the moment stands in a context.</summary>
    internal const string Now = "now";

    public static string Json(object? input) => Values.ToJson(FromTemplate(input));

    public static string Append(string? input, string? more) => Join(input, more);

    public static string Prepend(string? input, string? more) => Join(more, input);

    static string Join(string? first, string? second)
    {
        LimitedWriter.Check(first?.Length ?? 0, second?.Length ?? 0);
        return first + second;
    }

    public static string Base64(string? input) => Convert.ToBase64String(Encoding.UTF8.GetBytes(input ?? ""));

    public static string Sha256(string? input) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(input ?? "")));

    public static List<string> Keys(object? input) => input is Hash map ? [.. map.Keys] : [];

    /// <summary>A date by a format of strftime (%d/%m/%Y), which Liquid has, or one of .NET (dd/MM/yyyy).</summary>
    public static object? Date(Context context, object? input, string? format)
    {
        if (string.IsNullOrEmpty(format) || ReadDate(context, input) is not { } date)
            return input;
        return format.Contains('%', StringComparison.Ordinal) ? date.ToStrFTime(format, CultureInfo.InvariantCulture) : date.ToString(format, CultureInfo.InvariantCulture);
    }

    public static object? FormatDate(Context context, object? input, string? format) =>
        ReadDate(context, input) is { } date ? date.ToString(format, CultureInfo.InvariantCulture) : input;

    static DateTimeOffset? ReadDate(Context context, object? input) => input switch
    {
        DateTimeOffset instant => instant,
        DateTime moment => AsInstant(moment),
        string text when text.Trim() is "now" or "today" => context.Registers[Now] as DateTimeOffset?,
        string text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : null,
        int or long => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(Convert.ToInt64(input, CultureInfo.InvariantCulture), -60_000_000_000, 250_000_000_000)),
        _ => null
    };

    static DateTimeOffset AsInstant(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc));

    public static string FormatNumber(object? input, string? format) => Number(input).ToString(format, CultureInfo.InvariantCulture);

    public static object Sum(object? input, string? member = null) =>
        input is IEnumerable<object?> items ? items.Sum(item => Number(member is not null && item is Hash map ? map[member] : item)) : 0;

    static decimal Number(object? input) =>
        decimal.TryParse(Values.Text(Values.Normalize(input)), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static string? Truncatewords(string? input, int words = 15, string ellipsis = "...") => StandardFilters.TruncateWords(input, words, ellipsis);

    public static string? RemoveLast(string? input, string? part) => ReplaceLast(input, part, "");

    public static string? ReplaceLast(string? input, string? part, string? by = "")
    {
        if (string.IsNullOrEmpty(input) || string.IsNullOrEmpty(part) || input.LastIndexOf(part, StringComparison.Ordinal) is not (>= 0 and var at))
            return input;
        return Join(input[..at], Join(by, input[(at + part.Length)..]));
    }

    public static object? Raw(object? input) => input;

    /// <summary>"100% M &amp; Ms" as it may stand in an address: <c>100-m-ms</c>.</summary>
    public static string Handleize(string? input) =>
        string.Join('-', string.Concat((input ?? "").Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static string Handle(string? input) => Handleize(input);

    static object? FromTemplate(object? value) => value switch
    {
        Hash map => map.ToDictionary(pair => pair.Key, pair => FromTemplate(pair.Value), StringComparer.Ordinal),
        IEnumerable<object?> list => list.Select(FromTemplate).ToList(),
        _ => Values.Normalize(value)
    };
}
