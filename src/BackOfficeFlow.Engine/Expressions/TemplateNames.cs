using System.Text.RegularExpressions;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>Reads off a template which variables it names.</summary>
static partial class TemplateNames
{
    public static VariableUse Find(string source)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var code in Code().EnumerateMatches(source))
            foreach (Match found in Names().Matches(source.Substring(code.Index, code.Length)))
                if (found.Groups["name"] is { Success: true } name)
                    names.Add(name.Value);
        return names.Count == 0 ? VariableUse.None : new VariableUse(names, [], []);
    }

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    // What stands in quotes is text: "Variables.X".
    [GeneratedRegex(@"""[^""]*""|'[^']*'|(?<![\w.])Variables\.(?<name>[A-Za-z_]\w*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
