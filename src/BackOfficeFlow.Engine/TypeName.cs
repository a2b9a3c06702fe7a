namespace BackOfficeFlow.Engine;

/// <summary>
/// A type as definitions write it: an alias (<c>Int32</c>), a compound of one (<c>Int32[]</c>, <c>List&lt;Int32&gt;</c>, <c>Int32?</c>) or a name of .NET in older files
/// (<c>System.Collections.Generic.List`1[[System.Int32, System.Private.CoreLib]], System.Private.CoreLib</c>).
/// </summary>
/// <param name="Name">The alias; of a collection, what kind it is.</param>
/// <param name="Item">What a collection holds, as it is written; null when it is none.</param>
/// <param name="IsSet">The collection holds nothing twice.</param>
readonly record struct TypeName(string Name, string? Item = null, bool IsSet = false)
{
    static readonly HashSet<string> Lists = new(StringComparer.OrdinalIgnoreCase)
    {
        "List", "IList", "ICollection", "IEnumerable", "IReadOnlyList", "IReadOnlyCollection", "Collection", "IAsyncEnumerable", "HashSet", "ISet", "IReadOnlySet"
    };

    public static TypeName Read(string written)
    {
        var name = WithoutAssembly(written.Trim());
        if (name.EndsWith('?'))
            return Read(name[..^1]);
        if (name.EndsWith("[]", StringComparison.Ordinal))
            return Simple(name[..^2]).Equals("Byte", StringComparison.OrdinalIgnoreCase) ? new TypeName("ByteArray") : new TypeName("List", name[..^2]);
        if (name.IndexOf('`', StringComparison.Ordinal) is > 0 and var tick)
            return Generic(Simple(name[..tick]), Arguments(name[(tick + 1)..]));
        if (name.EndsWith('>') && name.IndexOf('<', StringComparison.Ordinal) is > 0 and var open)
            return Generic(Simple(name[..open]), Split(name[(open + 1)..^1]));
        return new TypeName(Simple(name));
    }

    static TypeName Generic(string name, IReadOnlyList<string> arguments) => arguments.Count switch
    {
        1 when name.Equals("Nullable", StringComparison.OrdinalIgnoreCase) => Read(arguments[0]),
        1 when Lists.Contains(name) => new TypeName(name, arguments[0], name.Contains("Set", StringComparison.OrdinalIgnoreCase)),
        2 when name.Contains("Dictionary", StringComparison.OrdinalIgnoreCase) => new TypeName("ObjectDictionary"),
        _ => new TypeName($"{name}`{arguments.Count}")
    };

    // 1[[System.Int32, System.Private.CoreLib]]
    static IReadOnlyList<string> Arguments(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        return open < 0 || !text.EndsWith(']') ? [] : [.. Split(text[(open + 1)..^1]).Select(argument => argument.Trim().TrimStart('[').TrimEnd(']'))];
    }

    static List<string> Split(string text)
    {
        var (parts, depth, begin) = (new List<string>(), 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] is '[' or '<' ? 1 : text[i] is ']' or '>' ? -1 : 0;
            if (text[i] == ',' && depth == 0)
            {
                parts.Add(text[begin..i]);
                begin = i + 1;
            }
        }
        parts.Add(text[begin..]);
        return parts;
    }

    static string WithoutAssembly(string name)
    {
        var depth = 0;
        for (var i = 0; i < name.Length; i++)
        {
            depth += name[i] is '[' or '<' ? 1 : name[i] is ']' or '>' ? -1 : 0;
            if (name[i] == ',' && depth == 0)
                return name[..i].TrimEnd();
        }
        return name;
    }

    // Only names of .NET's own and of Elsa are known by their last part: what another product calls String is not ours to guess.
    static string Simple(string name)
    {
        var trimmed = name.Trim();
        return trimmed.StartsWith("System.", StringComparison.Ordinal) || trimmed.StartsWith("Elsa.", StringComparison.Ordinal) ? trimmed[(trimmed.LastIndexOf('.') + 1)..] : trimmed;
    }
}
