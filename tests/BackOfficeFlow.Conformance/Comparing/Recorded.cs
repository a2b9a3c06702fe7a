using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackOfficeFlow.Engine;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Conformance;

/// <summary>Reading what was recorded: placeholders match anything, and only the six events of a step count.</summary>
static partial class Recorded
{
    public static IEqualityComparer<string> Texts { get; } = new TextComparer();

    public static IEnumerable<string> TextsOf(JsonElement list) => list.Items().Select(item => item.Text() ?? "");

    /// <summary>The events that are compared; an activity's own words are not.</summary>
    public static bool IsCompared(string line) => LastWord(line) is "Started" or "Resumed" or "Suspended" or "Completed" or "Canceled" or "Faulted" || line.Contains(" Alteration ", StringComparison.Ordinal) && LastWord(line) == "succeeded";

    public static bool Equal(JsonElement expected, object? actual) => Equal(Values.FromJson(expected), Values.ParseJson(Values.ToJson(actual)));

    static bool Equal(object? expected, object? actual) => (expected, actual) switch
    {
        (string text, _) when IsPlaceholder(text) => true,
        (string text, string other) when Placeholder.IsMatch(text) => Texts.Equals(text, other),
        (IReadOnlyDictionary<string, object?> left, IReadOnlyDictionary<string, object?> right) =>
            left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out var other) && Equal(pair.Value, other)),
        (IList left, IList right) => left.Count == right.Count && left.Cast<object?>().Zip(right.Cast<object?>()).All(pair => Equal(pair.First, pair.Second)),
        _ => Values.AreEqual(expected, actual)
    };

    static bool IsPlaceholder(string text) => text is "<generated>" or "<guid>";

    static string LastWord(string line) => line[(line.LastIndexOf(' ') + 1)..];

    [GeneratedRegex("<generated>|<guid>")]
    static partial Regex Placeholder { get; }

    sealed class TextComparer : IEqualityComparer<string>
    {
        public bool Equals(string? expected, string? actual)
        {
            if (expected == actual)
                return true;
            if (expected is null || actual is null || !Placeholder.IsMatch(expected))
                return false;
            var pattern = string.Join(".*", Placeholder.Split(expected).Select(Regex.Escape));
            return Regex.IsMatch(actual, $"^{pattern}$", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        }

        public int GetHashCode(string text) => 0;
    }
}
