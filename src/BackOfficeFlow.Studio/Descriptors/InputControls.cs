using System.Net;
using System.Text.Json.Nodes;
using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Studio;

/// <summary>Which control the designer shows for an input, and what the control is told (uiHint, uiSpecifications).</summary>
static class InputControls
{
    /// <summary>The controls that this Studio has; any other shows as a yellow box.</summary>
    public static readonly IReadOnlySet<string> Known = new HashSet<string>(StringComparer.Ordinal)
    {
        "singleline", "multiline", "checkbox", "dropdown", "radiolist", "checklist", "multitext", "dynamic-outcomes", "code-editor", "json-editor", "expression-editor", "dictionary",
        "datetime-picker", "switch-editor", "flow-switch-editor", "http-status-codes", "variable-picker", "input-picker", "output-picker", "outcome-picker", "type-picker", "workflow-definition-picker"
    };

    public static string HintOf(InputAttribute input, Type type) => input.Hint switch
    {
        "script" => "code-editor",
        "" => ByType(Nullable.GetUnderlyingType(type) ?? type),
        var hint => hint
    };

    // A list of anything is nearly always an expression: one line with the menu of languages.
    static string ByType(Type type) =>
        type == typeof(bool) ? "checkbox"
        : type.IsEnum ? "dropdown"
        : TypeAliases.IsDictionary(type) ? "json-editor"
        : TypeAliases.ItemOf(type) is { } item && item != typeof(object) ? "multitext"
        : "singleline";

    public static JsonObject SpecificationsOf(InputAttribute input, Type type, ActivityWords words) => HintOf(input, type) switch
    {
        "singleline" when FormatOf(input, type) is { } format => new JsonObject { ["singleline"] = new JsonObject { ["adornmentText"] = format, ["enableCopyAdornment"] = false } },
        "dropdown" when input.Options.Length > 0 => Dropdown([], asksAgain: true),
        "dropdown" => Dropdown(ChoicesOf(input, type, words)),
        "checklist" => new JsonObject { ["checklist"] = new JsonObject { ["checkList"] = new JsonObject { ["items"] = Items(ChoicesOf(input, type, words), withCheck: true), ["isFlagsEnum"] = false } } },
        "dynamic-outcomes" when input.FixedOutcomes.Length > 0 => new JsonObject { ["DynamicOutcomesOptions"] = new JsonObject { ["fixedOutcomes"] = new JsonArray([.. input.FixedOutcomes.Select(outcome => JsonValue.Create(outcome))]) } },
        "json-editor" => Editor("json"),
        "code-editor" => Editor("javascript"),
        _ => []
    };

    /// <summary>A list of choices; one that asks again is filled when the step is opened.</summary>
    public static JsonObject Dropdown(IReadOnlyList<(string Text, string Value)> choices, bool asksAgain = false)
    {
        var specifications = new JsonObject { ["dropdown"] = new JsonObject { ["selectList"] = new JsonObject { ["items"] = Items(choices), ["isFlagsEnum"] = false } } };
        if (asksAgain)
            specifications["Refresh"] = true;
        return specifications;
    }

    // A status is known by its number; the words beside it are the standard's own.
    public static IReadOnlyList<(string Text, string Value)> ChoicesOf(Type type, ActivityWords words) => type == typeof(HttpStatusCode)
        ? [.. Enum.GetValues<HttpStatusCode>().Distinct().Select(status => ($"{(int)status} {ActivityWords.Spaced(status.ToString())}", status.ToString()))]
        : [.. Enum.GetNames(type).Select(name => (words.Option(name), name))];

    static IReadOnlyList<(string Text, string Value)> ChoicesOf(InputAttribute input, Type type, ActivityWords words) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } choices
            ? ChoicesOf(choices, words)
            : [.. input.Choices.Select(choice => (choice.Length == 0 ? words.Option("None") : choice, choice))];

    static string? FormatOf(InputAttribute input, Type type) => input.Format.Length > 0 ? input.Format
        : (Nullable.GetUnderlyingType(type) ?? type) == typeof(TimeSpan) ? "d.hh:mm:ss"
        : null;

    // editorHeight is a number there.
    static JsonObject Editor(string language) => new() { ["code-editor"] = new JsonObject { ["language"] = language, ["editorHeight"] = 1, ["singleLineMode"] = false } };

    static JsonArray Items(IReadOnlyList<(string Text, string Value)> choices, bool withCheck = false) => new([.. choices.Select(choice => Item(choice, withCheck))]);

    static JsonObject Item((string Text, string Value) choice, bool withCheck)
    {
        var item = new JsonObject { ["text"] = choice.Text, ["value"] = choice.Value };
        if (withCheck)
            item["isChecked"] = false;
        return item;
    }
}
