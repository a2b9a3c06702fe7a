using System.Text.RegularExpressions;

namespace BackOfficeFlow.Benchmarks;

/// <summary>Finds ids: in columns of their own, and inside the texts of short keys. Written as 32 small hexadecimal digits.</summary>
static partial class IdsIn
{
    const int LongestKey = 300;

    public static IEnumerable<string> Value(object value) => value switch
    {
        Guid id => [id.ToString("N")],
        string { Length: <= LongestKey } text => Forms().Matches(text).Select(match => Plain(match.Value)),
        _ => []
    };

    public static string Plain(string id) => id.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>The text with every id replaced, in the form in which it stood.</summary>
    public static string Replace(string text, Func<string, Guid?> find) => Forms().Replace(text, match =>
        find(Plain(match.Value)) is not { } id ? match.Value : Like(match.Value, match.Value.Contains('-', StringComparison.Ordinal) ? id.ToString("D") : id.ToString("N")));

    static string Like(string before, string id) => before.Any(char.IsAsciiLetterUpper) ? id.ToUpperInvariant() : id;

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32}")]
    private static partial Regex Forms();
}
