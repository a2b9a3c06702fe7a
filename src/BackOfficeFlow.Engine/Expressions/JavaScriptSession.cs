using System.Globalization;
using Jint;
using Jint.Constraints;
using Jint.Native;
using Jint.Runtime;
using ScriptEngine = Jint.Engine;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>
/// One script engine, with the functions of Elsa. Whatever scripts could use to leave something behind for the next one is frozen: the engine
/// serves many tenants in turn.
/// </summary>
sealed partial class JavaScriptSession : IDisposable
{
    const int KeptFunctions = 2_000;

    readonly ScriptEngine engine;
    readonly ScriptLimits limits;
    readonly Dictionary<JavaScript, JsValue> functions = [];
    readonly Dictionary<string, JsValue> accessors = new(StringComparer.Ordinal);
    readonly JavaScriptValues values;
    readonly JsValue freeze;
    readonly ScriptClock clock = new();

    // One for the whole of an evaluation, however often it enters the engine; making the engine is not the script's time.
    readonly OperationDeadlineConstraint deadline = new();
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
            options.Constraint(deadline).LimitMemory(limits.Memory).MaxStatements(int.MaxValue - 1).LimitRecursion(limits.Recursion);
            options.MaxArraySize((uint)limits.Length).RegexTimeoutInterval(TimeSpan.FromSeconds(1));
            options.TimeSystem = clock;
        });
        values = new JavaScriptValues(engine);
        CheckedBuiltIns.Install(engine, limits.Length);
        AddFunctions();
        freeze = engine.Evaluate("Object.freeze");
        if (isShared)
            engine.Evaluate(ScriptFreeze.Script);
        engine.Constraints.Find<MaxStatementsConstraint>()!.MaxStatements = limits.Statements;
    }

    public object? Run(JavaScript script, Scope current, List<string>? outcomeSink)
    {
        scope = current;
        outcomes = outcomeSink;
        clock.Scope = current;
        deadline.Begin(limits.Time, CancellationToken.None);
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
            deadline.End();
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
}
