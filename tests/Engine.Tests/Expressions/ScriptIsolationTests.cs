using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>Engines are used again, for other instances and other tenants: a script finds nothing that another one left.</summary>
public sealed class ScriptIsolationTests
{
    readonly JavaScriptPool pool = new(new ScriptLimits());

    object? Run(string script, ScopeOfOne scope)
    {
        try
        {
            return pool.Run(JavaScript.Prepare(script), scope, null);
        }
        catch (ExpressionException)
        {
            return "refused";
        }
    }

    [Theory]
    [InlineData("globalThis.x = 1", "typeof x")]
    [InlineData("leak = 1", "typeof leak")]
    [InlineData("Array.prototype.map = () => 'leak'", "[1].map(() => 'clean')[0]")]
    [InlineData("Object.prototype.y = 'leak'", "String(({}).y)")]
    [InlineData("Object.prototype.__defineGetter__('y', () => 'leak')", "String(({}).y)")]
    [InlineData("getX.leak = 'leak'", "String(getX.leak)")]
    [InlineData("Object.defineProperty(getX, 'name', { value: 'leak' })", "getX.name")]
    [InlineData("toJson.leak = 'leak'", "String(toJson.leak)")]
    [InlineData("Math.leak = 'leak'", "String(Math.leak)")]
    [InlineData("Symbol.iterator.leak = 'leak'", "String(Symbol.iterator.leak)")]
    [InlineData("(async function* () {}).constructor.prototype.leak = 'leak'", "String((async function* () {}).constructor.prototype.leak)")]
    [InlineData("Object.getPrototypeOf((async function* () {})()).leak = 'leak'", "String(Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})())).leak)")]
    [InlineData("Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})())).leak = 'leak'", "String((async function* () {})().leak)")]
    [InlineData("Object.getPrototypeOf('a'.matchAll(/a/g)).leak = 'leak'", "String('a'.matchAll(/a/g).leak)")]
    [InlineData("Object.getPrototypeOf([1].values().map(x => x)).leak = 'leak'", "String([1].values().map(x => x).leak)")]
    [InlineData("Object.getPrototypeOf(Iterator.from({ next() { } })).leak = 'leak'", "String(Iterator.from({ next() { } }).leak)")]
    [InlineData("Object.getPrototypeOf(new Map([[1, 2]]).entries()).leak = 'leak'", "String(new Map().entries().leak)")]
    [InlineData("Object.getPrototypeOf(new Intl.NumberFormat()).leak = 'leak'", "String(new Intl.NumberFormat().leak)")]
    [InlineData("Object.getPrototypeOf(function () { }).leak = 'leak'", "String((() => 1).leak)")]
    [InlineData("Object.setPrototypeOf(globalThis, { leak: 'leak' })", "typeof leak")]
    [InlineData("/(leak)/.exec('leak')", "String(RegExp.$1) + String(RegExp.lastMatch)")]
    [InlineData("Error.prepareStackTrace = () => 'leak'", "String(new Error('clean').stack).includes('leak') ? 'leak' : 'clean'")]
    public void What_a_script_changes_is_gone_for_the_next(string first, string second)
    {
        Run(first, new ScopeOfOne());

        Run(second, new ScopeOfOne()).ShouldNotBeOfType<double>();
        (Run(second, new ScopeOfOne()) as string ?? "").ShouldNotContain("leak");
    }

    [Theory]
    [InlineData("(arguments.callee.count = (arguments.callee.count || 0) + 1)")]
    [InlineData("(arguments.callee.prototype.count = (arguments.callee.prototype.count || 0) + 1)")]
    [InlineData("(function f() { return f.caller.count = (f.caller.count || 0) + 1 })()")]
    [InlineData("function f() { } f.count = (f.count || 0) + 1; f.count")]
    [InlineData("var n = typeof n === 'number' ? n + 1 : 1; n")]
    [InlineData("const r = /a/g; r.count = (r.count || 0) + 1; r.count")]
    [InlineData("const t = (s => s)`a`; try { t.count = 1 } catch { } t.count || 1")]
    [InlineData("(this.count = (this.count || 0) + 1, typeof count === 'undefined' ? 1 : 2)")]
    public void The_same_script_begins_anew_each_time(string script)
    {
        var prepared = JavaScript.Prepare(script);
        var results = new List<object?>();

        for (var i = 0; i < 3; i++)
            try
            {
                results.Add(pool.Run(prepared, new ScopeOfOne(), null));
            }
            catch (ExpressionException)
            {
                results.Add("refused");
            }

        results.Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("Promise.resolve().then(() => setVariable('x', 99)); 'a'")]
    [InlineData("(async () => { await 0; await 0; setVariable('x', 99) })(); 'a'")]
    [InlineData("(async () => { for (let i = 0; i < 1000; i++) await i; setVariable('x', 99) })(); 'a'")]
    [InlineData("new Promise(go => { globalThis.later = go }).then(() => setVariable('x', 99)); 'a'")]
    public void What_a_script_puts_off_does_not_reach_the_next_one(string first)
    {
        Run(first, new ScopeOfOne());
        var other = new ScopeOfOne();

        Run("1 + 1", other);
        Run("(async () => 1)()", other);

        other.Value.ShouldBe(5L);
    }

    [Theory]
    [InlineData("variables.x > 3 && variables.x < 10", true)]
    [InlineData("`${variables.x} of ${getX()}`", true)]
    [InlineData("variables.o.lines.some(l => l.price > 3) && variables.o.name.includes('a')", true)]
    [InlineData("variables.o.lines.filter(l => l.price > 3).length", true)]
    [InlineData("Math.max(variables.x, 3) + parseInt(variables.o.name)", true)]
    [InlineData("const o = variables.o; o.name", true)]
    [InlineData("variables.x = 4", false)]
    [InlineData("variables.x++", false)]
    [InlineData("delete variables.o.name", false)]
    [InlineData("[variables.x] = [3]", false)]
    [InlineData("for (variables.x of [1]) { }", false)]
    [InlineData("const o = variables.o; o.name = 'b'", false)]
    [InlineData("variables.o.lines.push(1)", false)]
    [InlineData("variables.o.lines.sort()", false)]
    [InlineData("variables.o['lines']['push'](1)", false)]
    [InlineData("Object.assign(variables.o, { a: 1 })", false)]
    [InlineData("const max = Object.assign; max(variables.o, { a: 1 })", false)]
    [InlineData("const Math = { max: Object.assign }; Math.max(variables.o, { a: 1 })", false)]
    [InlineData("const parseInt = Object.assign; parseInt(variables.o, { a: 1 })", false)]
    [InlineData("const { assign: parseInt } = Object; parseInt(variables.o, { a: 1 })", false)]
    [InlineData("try { throw Object.assign } catch (parseInt) { parseInt(variables.o, { a: 1 }) }", false)]
    [InlineData("variables.o.lines.some((a, b, c, parseInt = Object.assign) => parseInt(variables.o, { a: 1 }))", false)]
    [InlineData("class Math { static max(o) { o.a = 1 } } Math.max(variables.o)", false)]
    [InlineData("({ map: Object.assign }).map(variables.o, { a: 1 })", false)]
    [InlineData("[1].map(variables.o.lines.push, variables.o.lines)", false)]
    [InlineData("variables.o.lines.map(variables.o.lines.push, variables.o.lines)", false)]
    [InlineData("JSON.stringify(variables.o, [].push)", false)]
    [InlineData("setVariable('x', 3), variables.x", false)]
    [InlineData("setX(3), variables.x", false)]
    [InlineData("((s, o) => o)`a${variables.o}`", false)]
    [InlineData("new Proxy(variables.o, { }).name", false)]
    [InlineData("with (variables.o) { name = 3 }", false)]
    public void Only_a_script_that_can_change_nothing_is_not_looked_through_afterwards(string script, bool readsOnly) =>
        JavaScript.Prepare(script).ReadsOnly.ShouldBe(readsOnly);

    /// <summary>One variable and nothing else.</summary>
    sealed class ScopeOfOne : Scope
    {
        public object? Value { get; private set; } = 5L;

        public override Guid InstanceId => Guid.Empty;
        public override string DefinitionId => "d";
        public override string DefinitionVersionId => "d1";
        public override int DefinitionVersion => 1;
        public override DateTimeOffset Now => DateTimeOffset.UnixEpoch;
        public override string? CorrelationId { get; set; }
        public override string? InstanceName { get; set; }
        public override IReadOnlyDictionary<string, object?> Variables => new Dictionary<string, object?> { ["x"] = Value };
        public override IReadOnlyDictionary<string, object?> Input => new Dictionary<string, object?>();
        public override object? LastResult => null;
        public override bool TryGetVariable(string name, out object? value) => (value = name == "x" ? Value : null) is not null;
        public override bool TryGetVariableById(string id, out object? value) => TryGetVariable(id, out value);
        public override void SetVariable(string name, object? value) => Value = name == "x" ? value : Value;
        public override object? GetInput(string name) => null;
        public override bool HasInput(string name) => false;

        public override bool TryGetOutput(string activity, string output, out object? value)
        {
            value = null;
            return false;
        }

        public override bool TryGetExtra(string name, out object? value)
        {
            value = null;
            return false;
        }
    }
}
