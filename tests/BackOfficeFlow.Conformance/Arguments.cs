namespace BackOfficeFlow.Conformance;

/// <summary>What the command line asks for.</summary>
public sealed record Arguments(string Folder, IReadOnlyList<string> Modes, string Database, bool AsJson)
{
    public const string Usage = "dotnet run --project tests/BackOfficeFlow.Conformance -- FOLDER [--mode counter|token|both] [--database none|sqlite|postgres] [--json]";

    /// <exception cref="CaseException">Something is missing or not known.</exception>
    public static Arguments Read(IReadOnlyList<string> words)
    {
        string? folder = null;
        var (mode, database, asJson) = ("both", "none", false);
        for (var i = 0; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "--mode": mode = Choice(words, ref i, "counter", "token", "both"); break;
                case "--database": database = Choice(words, ref i, "none", "sqlite", "postgres"); break;
                case "--json": asJson = true; break;
                case var word when word.StartsWith("--", StringComparison.Ordinal): throw new CaseException($"'{word}' is not known. {Usage}");
                case var word when folder is null: folder = word; break;
                case var word: throw new CaseException($"One folder, not also '{word}'. {Usage}");
            }
        }
        return new Arguments(folder ?? throw new CaseException($"Say which folder holds the cases. {Usage}"), mode == "both" ? ["counter", "token"] : [mode], database, asJson);
    }

    static string Choice(IReadOnlyList<string> words, ref int i, params string[] known)
    {
        var name = words[i];
        var value = ++i < words.Count ? words[i] : "";
        return known.Contains(value) ? value : throw new CaseException($"{name} takes one of: {string.Join(", ", known)}; not '{value}'.");
    }
}
