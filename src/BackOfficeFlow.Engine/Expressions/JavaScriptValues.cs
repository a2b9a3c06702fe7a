using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using ScriptEngine = Jint.Engine;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>Values of the engine's domain as a script sees them, and back. Objects and lists are copied: a script holds nothing of ours.</summary>
sealed class JavaScriptValues(ScriptEngine engine)
{
    const int MaxDepth = 200;
    const double LargestExact = 9_007_199_254_740_991;

    public JsValue ToScript(object? value) => value switch
    {
        null => JsValue.Null,
        string text => text,
        bool flag => flag ? JsBoolean.True : JsBoolean.False,
        long whole => whole is >= int.MinValue and <= int.MaxValue ? JsNumber.Create((int)whole) : JsNumber.Create((double)whole),
        double number => JsNumber.Create(number),
        decimal exact => JsNumber.Create((double)exact),
        DateTimeOffset instant => new JsDate(engine, instant),
        List<object?> list => ToArray(list),
        Dictionary<string, object?> map => ToObject(map),
        DateOnly or TimeSpan or Guid or byte[] => Values.Text(value)!,
        _ => ToScript(Values.Normalize(value))
    };

    JsArray ToArray(List<object?> list)
    {
        var items = new JsValue[list.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = ToScript(list[i]);
        return new JsArray(engine, items);
    }

    JsObject ToObject(Dictionary<string, object?> map)
    {
        var result = new JsObject(engine);
        foreach (var (key, value) in map)
            result.FastSetDataProperty(key, ToScript(value));
        return result;
    }

    public object? FromScript(JsValue value) => FromScript(value, 0);

    object? FromScript(JsValue value, int depth)
    {
        if (depth > MaxDepth)
            throw new JavaScriptException((Jint.Native.Error.ErrorConstructor)engine.Global.Get("RangeError"), "The value is nested too deeply.");
        switch (value.Type)
        {
            case Types.Undefined or Types.Null: return null;
            case Types.Boolean: return value.AsBoolean();
            case Types.String: return value.AsString();
            case Types.Number when IsWhole(value.AsNumber()): return (long)value.AsNumber();
            case Types.Number: return value.AsNumber();
            case Types.BigInt: return value.ToString();
            case Types.Symbol: return value.ToString();
            default: return FromObject((ObjectInstance)value, depth);
        }
    }

    static bool IsWhole(double number) => double.IsInteger(number) && Math.Abs(number) <= LargestExact;

    object? FromObject(ObjectInstance value, int depth)
    {
        if (value is JsDate date)
            return double.IsNaN(date.DateValue) ? null : DateTimeOffset.FromUnixTimeMilliseconds((long)date.DateValue);
        if (value is JsArray array)
        {
            var list = new List<object?>((int)array.Length);
            for (uint i = 0; i < array.Length; i++)
                list.Add(FromScript(array[i], depth + 1));
            return list;
        }
        if (value is Jint.Native.Function.Function)
            return null;

        var primitive = value.Get("valueOf") is Jint.Native.Function.Function && value.GetType().Name is "StringInstance" or "NumberInstance" or "BooleanInstance" ? TypeConverter.ToPrimitive(value) : null;
        return primitive is not null ? FromScript(primitive, depth + 1) : FromPlainObject(value, depth);
    }

    Dictionary<string, object?> FromPlainObject(ObjectInstance value, int depth)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, property) in value.GetOwnProperties())
            if (key.IsString() && property.Enumerable && value.Get(key) is var member && member is not Jint.Native.Function.Function)
                map[key.AsString()] = FromScript(member, depth + 1);
        return map;
    }
}
