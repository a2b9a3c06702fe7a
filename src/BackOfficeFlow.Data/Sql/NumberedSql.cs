using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace BackOfficeFlow.Data;

/// <summary>
/// A statement with numbers in the place of its parameters' names. Npgsql sends numbers as they stand; statements with names it takes apart and
/// writes anew at every execution. Each text is rewritten once.
/// </summary>
sealed partial record NumberedSql(string Sql, IReadOnlyList<string> Names)
{
    static readonly ConcurrentDictionary<string, NumberedSql> Known = new(StringComparer.Ordinal);

    public static NumberedSql Of(string sql) => Known.TryGetValue(sql, out var known) ? known : Known.GetOrAdd(sql, Rewrite);

    static NumberedSql Rewrite(string sql)
    {
        var names = new List<string>();
        var numbered = Name().Replace(sql, match =>
        {
            var name = match.Groups["name"].Value;
            if (!names.Contains(name))
                names.Add(name);
            return $"${names.IndexOf(name) + 1}";
        });
        return new NumberedSql(numbered, names);
    }

    // What stands in quotes is a text, not a parameter.
    [GeneratedRegex("(?<=^[^']*(?:'[^']*'[^']*)*)@(?<name>[a-z_0-9]+)")]
    private static partial Regex Name();
}
