using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace BackOfficeFlow.Engine;

/// <summary>A value does not fit the type that is asked for.</summary>
public sealed class ValueException(object? value, string wanted) : Exception(
    $"The value {Shorten(value)} does not fit the type {wanted}.")
{
    public string Wanted { get; } = wanted;

    static string Shorten(object? value)
    {
        var text = Values.Text(value) ?? "null";
        return "'" + (text.Length > 80 ? text[..80] + "…" : text) + "'";
    }
}

public static partial class Values
{
    static readonly Dictionary<string, Type> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Object"] = typeof(object), ["String"] = typeof(string), ["Boolean"] = typeof(bool), ["Bool"] = typeof(bool),
        ["Int16"] = typeof(short), ["Int32"] = typeof(int), ["Int64"] = typeof(long), ["Long"] = typeof(long), ["Int"] = typeof(int),
        ["Single"] = typeof(float), ["Double"] = typeof(double), ["Decimal"] = typeof(decimal), ["Guid"] = typeof(Guid),
        ["DateTime"] = typeof(DateTimeOffset), ["DateTimeOffset"] = typeof(DateTimeOffset), ["DateOnly"] = typeof(DateOnly), ["TimeSpan"] = typeof(TimeSpan),
        ["ByteArray"] = typeof(byte[]), ["ObjectDictionary"] = typeof(Dictionary<string, object?>), ["StringDictionary"] = typeof(Dictionary<string, object?>),
        ["ObjectMap"] = typeof(Dictionary<string, object?>), ["StringMap"] = typeof(Dictionary<string, object?>),
        ["JsonObject"] = typeof(Dictionary<string, object?>), ["JsonArray"] = typeof(List<object?>), ["ExpandoObject"] = typeof(object),
        ["JSON"] = typeof(object), ["JsonElement"] = typeof(object), ["JsonNode"] = typeof(object), ["Stream"] = typeof(object), ["HttpHeaders"] = typeof(Dictionary<string, object?>),
        ["HttpStatusCode"] = typeof(object), ["HttpRequest"] = typeof(object), ["HttpResponseMessage"] = typeof(object), ["HttpFile"] = typeof(object), ["FormFile"] = typeof(object),
        ["IFormFile"] = typeof(object), ["RouteData"] = typeof(object)
    };

    static readonly ConcurrentDictionary<string, Type?> Known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The type behind a name in a definition (Elsa's aliases, with arrays and lists); null when the name is not known.</summary>
    public static Type? TypeOf(string? typeName) => string.IsNullOrEmpty(typeName) ? typeof(object) : Known.GetOrAdd(typeName, static name => Resolve(name));

    static Type? Resolve(string name)
    {
        var written = TypeName.Read(name);
        if (written.Item is { } item)
            return Resolve(item) is null ? null : typeof(List<object?>);
        return Aliases.GetValueOrDefault(written.Name);
    }

    /// <summary>Makes a value fit a variable or input of a definition, and keeps it in the domain.</summary>
    public static object? Fit(object? value, string? typeName, bool isArray, bool strict)
    {
        if (value is null)
            return null;
        if (isArray)
            return Normalize(To(value, typeof(List<object?>), strict)) is List<object?> list ? list.ConvertAll(item => Fit(item, typeName, false, strict)) : null;
        if (typeName is not null && !Aliases.ContainsKey(typeName))
        {
            var written = TypeName.Read(typeName);
            if (written.Item is { } item && TypeOf(item) is not null)
                return FitCollection(value, item, written.IsSet, strict);
        }
        if (value is string && typeName?.ToUpperInvariant() is "JSON" or "JSONELEMENT" or "JSONNODE")
            return FitJson(value);
        return TypeOf(typeName) is { } type && type != typeof(object) ? Normalize(To(value, type, strict)) : Normalize(value);
    }

    static List<object?>? FitCollection(object value, string item, bool isSet, bool strict)
    {
        var list = Fit(value, item, isArray: true, strict) as List<object?>;
        if (list is null || !isSet)
            return list;
        var distinct = new List<object?>();
        foreach (var member in list)
            if (!distinct.Exists(other => AreEqual(other, member)))
                distinct.Add(member);
        return distinct;
    }

    // A document may stand in a text; any other text is a value of its own.
    static object? FitJson(object value)
    {
        if (value is not string text || text.AsSpan().TrimStart() is not ['{' or '[', ..])
            return Normalize(value);
        try
        {
            return ParseJson(text);
        }
        catch (JsonException)
        {
            throw new ValueException(value, "JSON");
        }
    }

    /// <summary>
    /// Converts to the type of a property. A value that does not fit throws <see cref="ValueException"/> when strict;
    /// otherwise it gives the type's default, as Elsa's library does. What is of another kind altogether (an object where a number is asked for, a
    /// text that begins as JSON and is none) is refused by both.
    /// </summary>
    public static object? To(object? value, Type type, bool strict)
    {
        if (value is null)
            return null;
        if (type == typeof(object) || type.IsInstanceOfType(value))
            return value;

        var target = Nullable.GetUnderlyingType(type) ?? type;
        try
        {
            return Convert(value, target, strict);
        }
        catch (Exception broken) when (broken is FormatException or InvalidCastException or OverflowException or JsonException or ArgumentException or NotSupportedException)
        {
            if (strict || broken is JsonException or InvalidCastException)
                throw new ValueException(value, target.Name);
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }
    }

    static object? Convert(object value, Type target, bool strict)
    {
        if (target == typeof(string))
            return Text(Normalize(value));
        if (target.IsInstanceOfType(value))
            return value;
        if (target.IsEnum)
            return ToEnum(value, target);
        if (value is string { Length: 0 } && target.IsValueType)
            throw new FormatException();
        if (target == typeof(bool))
            return value is string flag ? bool.Parse(flag.Trim()) : System.Convert.ToBoolean(value, CultureInfo.InvariantCulture);
        if (target == typeof(DateTimeOffset))
            return ToInstant(value);
        if (target == typeof(DateTime))
            return ToInstant(value).UtcDateTime;
        if (target == typeof(DateOnly))
            return value is DateTimeOffset instant ? DateOnly.FromDateTime(instant.UtcDateTime) : ToDate((string)value);
        if (target == typeof(TimeSpan))
            return value is string span ? TimeSpan.Parse(span, CultureInfo.InvariantCulture) : TimeSpan.FromSeconds(System.Convert.ToDouble(value, CultureInfo.InvariantCulture));
        if (target == typeof(Guid))
            return Guid.Parse((string)value);
        if (target == typeof(byte[]))
            return value is string base64 ? System.Convert.FromBase64String(base64) : ((List<object?>)value).ConvertAll(item => System.Convert.ToByte(item, CultureInfo.InvariantCulture)).ToArray();
        if (target.IsPrimitive || target == typeof(decimal))
            return ToNumber(value, target, strict);
        return ToComplex(value, target, strict);
    }

    static object ToEnum(object value, Type target) => value is string name
        ? Enum.Parse(target, name, ignoreCase: true)
        : Enum.ToObject(target, System.Convert.ToInt64(value, CultureInfo.InvariantCulture));

    static DateTimeOffset ToInstant(object value) => value switch
    {
        DateTime moment => AsInstant(moment),
        DateOnly date => new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero),
        string text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        _ => throw new InvalidCastException()
    };

    static DateOnly ToDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : DateOnly.FromDateTime(ToInstant(text).UtcDateTime);

    static object ToNumber(object value, Type target, bool strict)
    {
        // A number with a fraction is rounded by hosts that are lenient; a text with one is no whole number to anybody.
        var isText = value is string;
        if (value is string text)
            value = target == typeof(double) || target == typeof(float)
                ? double.Parse(text, CultureInfo.InvariantCulture)
                : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if ((strict || isText) && target != typeof(decimal) && target != typeof(double) && target != typeof(float) && value is decimal or double
            && System.Convert.ToDouble(value, CultureInfo.InvariantCulture) % 1 != 0)
            throw new FormatException();
        return System.Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
    }

    static object? ToComplex(object value, Type target, bool strict)
    {
        if (value is string text)
            value = text.AsSpan().TrimStart() is ['{' or '[', ..] ? ParseJson(text)! : new List<object?> { text };
        if (target.IsInstanceOfType(value))
            return value;
        if (ItemType(target) is { } itemType && value is not IDictionary)
            return ToList(value is IEnumerable items and not string ? items : new[] { value }, itemType, target, strict);
        if (value is Dictionary<string, object?> map && (target == typeof(Dictionary<string, string?>) || target.IsAssignableFrom(typeof(Dictionary<string, string?>))))
            return map.ToDictionary(pair => pair.Key, pair => Text(pair.Value), StringComparer.Ordinal);
        return JsonSerializer.Deserialize(ToJson(Normalize(value)), target, JsonSerializerOptions.Web);
    }

    static Type? ItemType(Type target)
    {
        if (target.IsArray)
            return target.GetElementType();
        if (!target.IsGenericType || target.GetGenericArguments() is not [var item])
            return null;
        return target.IsAssignableFrom(typeof(List<>).MakeGenericType(item)) || target.GetGenericTypeDefinition() == typeof(HashSet<>) ? item : null;
    }

    static object ToList(IEnumerable items, Type itemType, Type target, bool strict)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType))!;
        foreach (var item in items)
            list.Add(To(item, itemType, strict));
        if (target.IsArray)
        {
            var array = Array.CreateInstance(itemType, list.Count);
            list.CopyTo(array, 0);
            return array;
        }
        return target.IsInstanceOfType(list) ? list : Activator.CreateInstance(target, list)!;
    }
}
