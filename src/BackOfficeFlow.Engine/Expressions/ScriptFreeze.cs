using Jint;
using ScriptEngine = Jint.Engine;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>The script that makes everything a script can reach unchangeable, so that nothing is left behind for the next one.</summary>
static class ScriptFreeze
{
    public static readonly Prepared<Acornima.Ast.Script> Script = ScriptEngine.PrepareScript("""
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
}
