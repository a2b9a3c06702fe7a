using System.Text;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>The functions that scripts have beside those of the language: Elsa's.</summary>
sealed partial class JavaScriptSession
{
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
}
