using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;
using ScriptEngine = Jint.Engine;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>
/// Built-ins that put long texts together in one call escape the engine's memory limit: they are replaced by ones that look at the length first.
/// Typed arrays, which take memory in one call too, are taken away.
/// </summary>
static class CheckedBuiltIns
{
    const int MaxDepth = 200;
    const int MaxGenerators = 50;

    static readonly string[] Removed =
    [
        "ArrayBuffer", "SharedArrayBuffer", "Atomics", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
        "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "BigInt", "ShadowRealm", "WeakRef", "FinalizationRegistry"
    ];

    public static void Install(ScriptEngine engine, int limit)
    {
        foreach (var name in Removed)
            engine.Global.Delete(name);

        // Generators that ask generators are no calls to the recursion limit.
        foreach (var kind in new[] { "function*(){}", "async function*(){}" })
            foreach (var step in new[] { "next", "return", "throw" })
                LimitDepth(engine, engine.Evaluate($"Object.getPrototypeOf({kind}).prototype").AsObject(), step);

        // It puts any number of texts together, and they need stand in no array.
        engine.Global.Get("String").AsObject().Delete("raw");

        var text = engine.Global.Get("String").AsObject().Get("prototype").AsObject();
        Wrap(engine, text, "repeat", (self, arguments) => Length(self) * Math.Max(0, TypeConverter.ToInteger(arguments.At(0))), limit);
        Wrap(engine, text, "padStart", (_, arguments) => TypeConverter.ToInteger(arguments.At(0)), limit);
        Wrap(engine, text, "padEnd", (_, arguments) => TypeConverter.ToInteger(arguments.At(0)), limit);
        Wrap(engine, text, "concat", (self, arguments) => Length(self) + arguments.Sum(Length), limit);
        Wrap(engine, text, "replace", Replaced, limit);
        Wrap(engine, text, "replaceAll", Replaced, limit);
        Wrap(engine, text, "split", (self, _) => Length(self), limit);
        Wrap(engine, text, "normalize", (self, _) => Length(self) * 4, limit);

        var array = engine.Intrinsics.Array.Get("prototype").AsObject();
        Wrap(engine, array, "join", (self, arguments) => Joined(self, arguments.At(0).IsUndefined() ? 1 : Length(arguments.At(0)), limit), limit);
        Wrap(engine, array, "fill", (self, _) => Count(self), limit);
        Wrap(engine, array, "concat", (self, arguments) => Count(self) + arguments.Sum(Count), limit);
        Wrap(engine, array, "flat", (self, _) => JsonLength(self, limit, 0), limit);
        Wrap(engine, array, "toLocaleString", (self, _) => Joined(self, 1, limit), limit);

        Wrap(engine, engine.Intrinsics.Array, "from", (_, arguments) => Count(arguments.At(0)), limit);
        Wrap(engine, engine.Global.Get("JSON").AsObject(), "parse", (_, arguments) => IsTooDeep(arguments.At(0)) ? double.PositiveInfinity : 0, limit);
        Wrap(engine, engine.Global.Get("JSON").AsObject(), "stringify", (_, arguments) => JsonLength(arguments.At(0), limit, 0), limit);
    }

    /// <summary>Throws a RangeError when the JSON of a value would be too long.</summary>
    public static void CheckJson(ScriptEngine engine, JsValue value, int limit)
    {
        if (JsonLength(value, limit, 0) > limit)
            throw TooLong(engine, limit);
    }

    static void Wrap(ScriptEngine engine, ObjectInstance owner, string name, Func<JsValue, JsValue[], double> length, int limit)
    {
        var original = owner.Get(name);
        if (original is not Jint.Native.Function.Function)
            return;
        var replacement = new ClrFunction(engine, name, (self, arguments) =>
        {
            if (length(self, arguments) > limit)
                throw TooLong(engine, limit);
            return engine.Call(original, self, arguments);
        });
        owner.FastSetProperty(name, new Jint.Runtime.Descriptors.PropertyDescriptor(replacement, writable: true, enumerable: false, configurable: true));
    }

    static void LimitDepth(ScriptEngine engine, ObjectInstance owner, string name)
    {
        var original = owner.Get(name);
        var depth = 0;
        var replacement = new ClrFunction(engine, name, (self, arguments) =>
        {
            if (depth >= MaxGenerators)
                throw new JavaScriptException((Jint.Native.Error.ErrorConstructor)engine.Global.Get("RangeError"), $"More than {MaxGenerators} generators ask one another.");
            depth++;
            try
            {
                return engine.Call(original, self, arguments);
            }
            finally
            {
                depth--;
            }
        });
        owner.FastSetProperty(name, new Jint.Runtime.Descriptors.PropertyDescriptor(replacement, writable: true, enumerable: false, configurable: true));
    }

    static JavaScriptException TooLong(ScriptEngine engine, int limit) => new((Jint.Native.Error.ErrorConstructor)engine.Global.Get("RangeError"), $"The result would be longer than {limit} characters or items, or nest more than {MaxDepth} levels deep.");

    static double Length(JsValue value) => Length(value, 0);

    static double Length(JsValue value, int depth) => value.IsString() ? value.AsString().Length : value is JsArray array ? Joined(array, 1, int.MaxValue, depth + 1) : 24;

    static bool IsTooDeep(JsValue json)
    {
        if (!json.IsString())
            return false;
        var (depth, isText, isEscaped) = (0, false, false);
        foreach (var letter in json.AsString())
        {
            if (isText)
            {
                (isText, isEscaped) = (letter != '"' || isEscaped, letter == '\\' && !isEscaped);
                continue;
            }
            isText = letter == '"';
            depth += letter is '[' or '{' ? 1 : letter is ']' or '}' ? -1 : 0;
            if (depth > MaxDepth)
                return true;
        }
        return false;
    }

    static double Count(JsValue value) => value is ObjectInstance instance && instance.Get("length") is var length && length.IsNumber() ? length.AsNumber() : Length(value);

    static double Replaced(JsValue self, JsValue[] arguments)
    {
        var length = Length(self);
        if (!arguments.At(1).IsString())
            return length;
        var replacement = arguments.At(1).AsString();
        var hits = arguments.At(0) is var search && search.IsString() && search.AsString().Length > 1 ? length / search.AsString().Length : length + 1;
        // $& and its like put the text itself in again.
        return length + hits * replacement.Length * (replacement.Contains('$', StringComparison.Ordinal) ? length + 1 : 1) is var worst && replacement.Length == 0 ? length : worst;
    }

    static double Joined(JsValue self, double separator, int limit, int depth = 0)
    {
        if (depth > MaxDepth)
            return double.PositiveInfinity;
        if (self is not JsArray array)
            return Count(self) * (24 + separator);
        double sum = 0;
        for (uint i = 0; i < array.Length && sum <= limit; i++)
            sum += separator + Length(array[i], depth);
        return sum;
    }

    static double JsonLength(JsValue value, int limit, int depth)
    {
        if (value.IsString())
            return value.AsString().Length + 2;
        if (value is not ObjectInstance instance)
            return 24;
        if (depth > MaxDepth)
            return double.PositiveInfinity;
        double sum = 2;
        if (value is JsArray array)
        {
            for (uint i = 0; i < array.Length && sum <= limit; i++)
                sum += 1 + JsonLength(array[i], limit, depth + 1);
            return sum;
        }
        foreach (var (key, property) in instance.GetOwnProperties())
        {
            if (sum > limit)
                return sum;
            sum += 4 + (key.IsString() ? key.AsString().Length : 0) + (property.Value is { } member ? JsonLength(member, limit, depth + 1) : 24);
        }
        return sum;
    }
}
