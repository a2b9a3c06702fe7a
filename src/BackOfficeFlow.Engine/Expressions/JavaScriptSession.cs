using System.Globalization;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using ScriptEngine = Jint.Engine;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>
/// One script engine, with the functions of Elsa. Whatever scripts could use to leave something behind for the next one is frozen: the engine
/// serves many tenants in turn.
/// </summary>
sealed class JavaScriptSession : IDisposable
{
    const int KeptFunctions = 2_000;

    readonly ScriptEngine engine;
    readonly ScriptLimits limits;
    readonly Dictionary<JavaScript, JsValue> functions = [];
    readonly Dictionary<string, JsValue> accessors = new(StringComparer.Ordinal);
    readonly JavaScriptValues values;
    readonly JsValue freeze;
    readonly Clock clock = new();
    Scope? scope;
    List<string>? outcomes;

    // The script's object of variables, while it runs.
    JsObject? shown;

    public JavaScriptSession(ScriptLimits limits, bool isShared)
    {
        this.limits = limits;
        engine = new ScriptEngine(options =>
        {
            options.Culture(CultureInfo.InvariantCulture).LocalTimeZone(TimeZoneInfo.Utc).DisableStringCompilation();
            options.TimeoutInterval(limits.Time).LimitMemory(limits.Memory).MaxStatements(limits.Statements).LimitRecursion(limits.Recursion);
            options.MaxArraySize((uint)limits.Length).RegexTimeoutInterval(TimeSpan.FromSeconds(1));
            options.TimeSystem = clock;
        });
        values = new JavaScriptValues(engine);
        CheckedBuiltIns.Install(engine, limits.Length);
        AddFunctions();
        freeze = engine.Evaluate("Object.freeze");
        if (isShared)
            engine.Evaluate(Freeze);
    }

    public object? Run(JavaScript script, Scope current, List<string>? outcomeSink)
    {
        scope = current;
        outcomes = outcomeSink;
        clock.Scope = current;
        try
        {
            var variables = shown = script.UsesVariables || script.NeedsOwnEngine ? Expose(script) : null;
            var result = script.NeedsOwnEngine ? RunProgram(script, variables) : Call(script, variables);
            var value = values.FromScript(result.UnwrapIfPromise());
            // What the script put off is done while its own scope stands, or never.
            engine.Advanced.ProcessTasks();
            if (variables is not null && !script.ReadsOnly)
                WriteBack(script, variables);
            return value;
        }
        finally
        {
            scope = null;
            shown = null;
            outcomes = null;
            clock.Scope = null;
        }
    }

    public void Dispose() => engine.Dispose();

    JsValue RunProgram(JavaScript script, JsObject? variables)
    {
        engine.SetValue("variables", variables ?? JsValue.Undefined);
        foreach (var name in script.Accessors)
            engine.SetValue(name, Accessor(name));
        return engine.Evaluate(script.Program);
    }

    JsValue Call(JavaScript script, JsObject? variables)
    {
        if (!functions.TryGetValue(script, out var function))
        {
            if (functions.Count >= KeptFunctions)
                functions.Clear();
            functions[script] = function = engine.Evaluate(script.Program);
        }

        var arguments = new JsValue[script.Accessors.Length + 1];
        arguments[0] = variables ?? JsValue.Undefined;
        for (var i = 0; i < script.Accessors.Length; i++)
            arguments[i + 1] = Accessor(script.Accessors[i]);
        return engine.Call(function, JsValue.Undefined, arguments);
    }

    JsObject Expose(JavaScript script)
    {
        var exposed = new JsObject(engine);
        foreach (var name in script.VariableNames)
            if (scope!.TryGetVariable(name, out var value))
                exposed.Set(name, values.ToScript(value));
        return exposed;
    }

    void WriteBack(JavaScript script, JsObject exposed)
    {
        foreach (var name in script.VariableNames)
        {
            if (!exposed.HasOwnProperty(name))
                continue;
            var now = values.FromScript(exposed.Get(name));
            if (!scope!.TryGetVariable(name, out var before) || !Values.AreEqual(before, now))
                scope.SetVariable(name, now);
        }
    }

    // One function per name serves every script of this engine: what it gives depends on the scope of the moment.
    JsValue Accessor(string name)
    {
        if (!accessors.TryGetValue(name, out var function))
        {
            function = name.StartsWith("get", StringComparison.Ordinal) ? Function(name, _ => Read(name)) : Function(name, arguments => Write(name, arguments.At(0)));
            accessors[name] = engine.Call(freeze, JsValue.Undefined, [function]);
        }
        return function;
    }

    JsValue Read(string name)
    {
        var subject = name[3..];
        var camel = char.ToLowerInvariant(subject[0]) + subject[1..];
        foreach (var candidate in new[] { subject, camel })
            if (scope!.TryGetExtra(candidate, out var value) || !scope.HidesVariable(candidate) && scope.TryGetVariable(candidate, out value))
                return values.ToScript(value);
        foreach (var candidate in new[] { subject, camel })
            if (scope!.HasInput(candidate))
                return values.ToScript(scope.GetInput(candidate));
        // An output's name may hold the word as well: the first place that fits counts.
        for (var at = subject.IndexOf("From", 1, StringComparison.Ordinal); at > 0; at = subject.IndexOf("From", at + 1, StringComparison.Ordinal))
            if (scope!.TryGetOutput(subject[(at + 4)..], subject[..at], out var output))
                return values.ToScript(output);
        if (Spelled(scope!.Variables.Keys, subject) is { } variable && scope.TryGetVariable(variable, out var spelled))
            return values.ToScript(spelled);
        if (Spelled(scope.Input.Keys, subject) is { } input)
            return values.ToScript(scope.GetInput(input));
        throw new JavaScriptException((Jint.Native.Error.ErrorConstructor)engine.Global.Get("ReferenceError"), $"{name} is not defined");
    }

    JsValue Write(string name, JsValue value)
    {
        var subject = name[3..];
        var camel = char.ToLowerInvariant(subject[0]) + subject[1..];
        var target = scope!.TryGetVariable(subject, out _) ? subject : scope.TryGetVariable(camel, out _) ? camel : Spelled(scope.Variables.Keys, subject) ?? subject;
        return SetVariable(target, value);
    }

    // What the script has been shown of the variable follows, else its old value would be written back at the end.
    JsValue SetVariable(string name, JsValue value)
    {
        scope!.SetVariable(name, values.FromScript(value));
        if (shown?.HasOwnProperty(name) == true && scope.TryGetVariable(name, out var now))
            shown.Set(name, values.ToScript(now));
        return JsValue.Undefined;
    }

    // "order total" is read by getOrderTotal().
    static string? Spelled(IEnumerable<string> names, string subject) => names.FirstOrDefault(name => Spelling.Of(name) == subject);

    ClrFunction Function(string name, Func<JsValue[], JsValue> body) => new(engine, name, (_, arguments) => body(arguments));

    void Add(string name, Func<JsValue[], JsValue> body) =>
        engine.Global.FastSetProperty(name, new PropertyDescriptor(Function(name, body), writable: true, enumerable: false, configurable: true));

    void AddFunctions()
    {
        Add("getWorkflowDefinitionId", _ => scope!.DefinitionId);
        Add("getWorkflowDefinitionVersionId", _ => scope!.DefinitionVersionId);
        Add("getWorkflowDefinitionVersion", _ => scope!.DefinitionVersion);
        Add("getWorkflowInstanceId", _ => scope!.InstanceId.ToString());
        Add("getCorrelationId", _ => values.ToScript(scope!.CorrelationId));
        Add("setCorrelationId", arguments => { scope!.CorrelationId = Text(arguments.At(0)); return JsValue.Undefined; });
        Add("getWorkflowInstanceName", _ => values.ToScript(scope!.InstanceName));
        Add("setWorkflowInstanceName", arguments => { scope!.InstanceName = Text(arguments.At(0)); return JsValue.Undefined; });
        Add("getVariable", arguments => scope!.TryGetVariable(TypeConverter.ToString(arguments.At(0)), out var value) ? values.ToScript(value) : JsValue.Null);
        Add("setVariable", arguments => SetVariable(TypeConverter.ToString(arguments.At(0)), arguments.At(1)));
        Add("getInput", arguments => values.ToScript(scope!.GetInput(TypeConverter.ToString(arguments.At(0)))));
        Add("getOutputFrom", arguments => values.ToScript(
            scope!.TryGetOutput(TypeConverter.ToString(arguments.At(0)), arguments.At(1).IsUndefined() ? "Result" : TypeConverter.ToString(arguments.At(1)), out var value) ? value : null));
        Add("getLastResult", _ => values.ToScript(scope!.LastResult));
        // The last call counts.
        Add("setOutcome", arguments => SetOutcomes([TypeConverter.ToString(arguments.At(0))]));
        Add("setOutcomes", arguments => SetOutcomes((values.FromScript(arguments.At(0)) as List<object?> ?? []).Select(item => Values.Text(item) ?? "")));
        AddTextFunctions();
    }

    JsValue SetOutcomes(IEnumerable<string> names)
    {
        outcomes?.Clear();
        outcomes?.AddRange(names);
        return JsValue.Undefined;
    }

    void AddTextFunctions()
    {
        Add("toJson", arguments => { CheckedBuiltIns.CheckJson(engine, arguments.At(0), limits.Length); return ScriptJson.Write(values.FromScript(arguments.At(0))); });
        Add("isNullOrEmpty", arguments => string.IsNullOrEmpty(Text(arguments.At(0))));
        Add("isNullOrWhiteSpace", arguments => string.IsNullOrWhiteSpace(Text(arguments.At(0))));
        Add("parseGuid", arguments => Guid.TryParse(Text(arguments.At(0)), out var id) ? id.ToString() : throw new JavaScriptException(engine.Intrinsics.TypeError, "The text is no GUID."));
        Add("newGuid", _ => Guid.CreateVersion7(scope!.Now).ToString());
        Add("newGuidString", _ => Guid.CreateVersion7(scope!.Now).ToString());
        Add("newShortGuid", _ => ShortId());
        // The names that older scripts know.
        Add("getGuidString", _ => Guid.CreateVersion7(scope!.Now).ToString());
        Add("getShortGuid", _ => ShortId());
        Add("stringToBase64", arguments => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(arguments.At(0)) ?? "")));
        Add("stringFromBase64", arguments => Encoding.UTF8.GetString(Bytes(arguments.At(0))));
        Add("bytesFromString", arguments => values.ToScript(Encoding.UTF8.GetBytes(Text(arguments.At(0)) ?? "")));
        Add("bytesToString", arguments => Encoding.UTF8.GetString(Bytes(arguments.At(0))));
        // A stream is its bytes here: what an activity leaves is read already.
        Add("streamToBytes", arguments => values.ToScript(Bytes(arguments.At(0))));
        Add("readStreamAsText", arguments => Encoding.UTF8.GetString(Bytes(arguments.At(0))));
        Add("streamToBase64", arguments => Convert.ToBase64String(Bytes(arguments.At(0))));
        Add("bytesToBase64", arguments => Convert.ToBase64String(Bytes(arguments.At(0))));
        Add("bytesFromBase64", arguments => values.ToScript(Bytes(arguments.At(0))));
    }

    // Letters and digits only, so that it may stand in an address or a file name.
    string ShortId() => new([.. Convert.ToBase64String(Guid.CreateVersion7(scope!.Now).ToByteArray()).Where(char.IsAsciiLetterOrDigit)]);

    static string? Text(JsValue value) => value.IsNull() || value.IsUndefined() ? null : TypeConverter.ToString(value);

    // Bytes are base64 text in scripts: one form for what is stored, shown and passed on. A script may write them as numbers.
    byte[] Bytes(JsValue value)
    {
        if (value is JsArray numbers)
            return [.. numbers.Select(number => unchecked((byte)TypeConverter.ToInt32(number)))];
        try
        {
            return Convert.FromBase64String(Text(value) ?? "");
        }
        catch (FormatException)
        {
            throw new JavaScriptException(engine.Intrinsics.TypeError, "The text is not base64.");
        }
    }

    static readonly Prepared<Acornima.Ast.Script> Freeze = ScriptEngine.PrepareScript("""
        (function (root) {
            // They tell what was matched last, by whomever.
            for (const key of Reflect.ownKeys(RegExp))
                if (typeof key === 'string' && !['prototype', 'length', 'name', 'escape'].includes(key)) delete RegExp[key];
            const seen = new Set(), todo = [root];
            while (todo.length) {
                const object = todo.pop();
                if (object === null || (typeof object !== 'object' && typeof object !== 'function') || seen.has(object)) continue;
                seen.add(object);
                todo.push(Object.getPrototypeOf(object));
                for (const key of Reflect.ownKeys(object)) {
                    const property = Object.getOwnPropertyDescriptor(object, key);
                    if (property) todo.push(property.value, property.get, property.set);
                }
            }
            // Kinds of objects that no name leads to. One that this version of the script engine cannot make hides nothing.
            const hidden = [() => function* () { }, () => async function () { }, () => async function* () { }, () => (async function* () { })(), () => (function* () { })(),
                () => [][Symbol.iterator](), () => ''[Symbol.iterator](), () => new Map()[Symbol.iterator](), () => new Set()[Symbol.iterator](), () => 'a'.matchAll(/a/g),
                () => [].values().map(x => x), () => Iterator.from({ next() { } }), () => new Intl.Segmenter().segment(''), () => new Intl.Segmenter().segment('')[Symbol.iterator]()];
            for (const make of hidden) {
                let object;
                try { object = make(); } catch { continue; }
                for (; object && !seen.has(object); object = Object.getPrototypeOf(object)) {
                    seen.add(object);
                    if (object.prototype) seen.add(object.prototype);
                    if (object.constructor) seen.add(object.constructor);
                    for (const key of Reflect.ownKeys(object)) {
                        const property = Object.getOwnPropertyDescriptor(object, key);
                        for (const part of [property.value, property.get, property.set])
                            if (typeof part === 'function') seen.add(part);
                    }
                }
            }
            for (const object of seen) Object.freeze(object);
        })(globalThis);
        """);

    /// <summary>Scripts see the instant of the burst, so that a run can be repeated.</summary>
    sealed class Clock : ITimeSystem
    {
        public Scope? Scope { get; set; }
        public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;
        public DateTimeOffset GetUtcNow() => Scope?.Now ?? DateTimeOffset.UnixEpoch;
        public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;

        public bool TryParse(string date, out long epochMilliseconds)
        {
            var parsed = DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant);
            epochMilliseconds = parsed ? instant.ToUnixTimeMilliseconds() : 0;
            return parsed;
        }
    }
}
