using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace BackOfficeFlow.Engine;

/// <summary>
/// The value domain of variables, inputs, outputs and news: null, string, bool, long, double, decimal, DateTimeOffset (UTC kept as given),
/// DateOnly, TimeSpan, Guid, byte[], <c>List&lt;object?&gt;</c> and <c>Dictionary&lt;string, object?&gt;</c> (ordinal keys). Everything else is converted at the edge.
/// </summary>
public static partial class Values
{
    /// <summary>Brings any value into the domain; a record or other object becomes a dictionary of what its JSON would show.</summary>
    public static object? Normalize(object? value) => value switch
    {
        null or string or bool or long or double or decimal or DateTimeOffset or DateOnly or TimeSpan or Guid or byte[] => value,
        List<object?> list => list,
        Dictionary<string, object?> map => map,
        int or short or sbyte or byte or ushort or uint => System.Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong big => big <= long.MaxValue ? (long)big : (decimal)big,
        float number => (double)number,
        char letter => letter.ToString(),
        DateTime moment => AsInstant(moment),
        Enum choice => choice.ToString(),
        JsonElement element => FromJson(element),
        System.Text.Json.Nodes.JsonNode node => FromJson(JsonSerializer.SerializeToElement(node, AsDeep)),
        IDictionary map => FromMap(map),
        IEnumerable<KeyValuePair<string, object?>> map => map.ToDictionary(pair => pair.Key, pair => Normalize(pair.Value), StringComparer.Ordinal),
        IEnumerable items => items.Cast<object?>().Select(Normalize).ToList(),
        Uri address => address.ToString(),
        _ => FromJson(JsonSerializer.SerializeToElement(value, value.GetType(), AsDeep))
    };

    static readonly JsonSerializerOptions AsDeep = new(JsonSerializerDefaults.Web) { MaxDepth = 500 };

    static DateTimeOffset AsInstant(DateTime moment) =>
        moment.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(moment, TimeSpan.Zero) : new DateTimeOffset(moment);

    static Dictionary<string, object?> FromMap(IDictionary map)
    {
        var result = new Dictionary<string, object?>(map.Count, StringComparer.Ordinal);
        foreach (DictionaryEntry entry in map)
            result[System.Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? ""] = Normalize(entry.Value);
        return result;
    }

    /// <summary>Text as Elsa's console and string inputs show it: <c>True</c>, invariant numbers, ISO instants, JSON for lists and objects.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "True" : "False",
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        byte[] bytes => System.Convert.ToBase64String(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => ToJson(value)
    };

    /// <summary>Whether two values of the domain say the same; numbers are compared by what they are worth.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
        (Dictionary<string, object?> a, Dictionary<string, object?> b) =>
            a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var other) && AreEqual(pair.Value, other)),
        (double a, double b) => a.Equals(b),
        _ when IsNumber(left) && IsNumber(right) => NumbersEqual(left, right),
        _ => left.Equals(right)
    };

    static bool IsNumber(object value) => value is long or double or decimal;

    static bool NumbersEqual(object left, object right) => left is double || right is double
        ? System.Convert.ToDouble(left, CultureInfo.InvariantCulture).Equals(System.Convert.ToDouble(right, CultureInfo.InvariantCulture))
        : System.Convert.ToDecimal(left, CultureInfo.InvariantCulture) == System.Convert.ToDecimal(right, CultureInfo.InvariantCulture);
}
