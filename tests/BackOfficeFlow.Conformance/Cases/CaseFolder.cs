namespace BackOfficeFlow.Conformance;

/// <summary>Finds the cases below a folder.</summary>
public static class CaseFolder
{
    /// <summary>The folders of all cases, by path: the folder itself when it is a case, else those at any depth in it.</summary>
    /// <exception cref="CaseException">There is no such folder, or no case in it.</exception>
    public static IReadOnlyList<string> Find(string folder)
    {
        if (!Directory.Exists(folder))
            throw new CaseException($"There is no folder '{folder}'.");

        var cases = In(folder).Order(StringComparer.Ordinal).ToList();
        return cases.Exists(IsCase)
            ? cases
            : throw new CaseException($"There is no case in '{folder}': a case is a folder with definition.json, steps.json and expected.json.");
    }

    // A folder that holds files but no case is shown as one that cannot be played, rather than passed over.
    static IEnumerable<string> In(string folder)
    {
        if (IsCase(folder))
            return [folder];
        var inner = Directory.GetDirectories(folder);
        return inner.Length == 0 && Directory.EnumerateFiles(folder).Any() ? [folder] : inner.SelectMany(In);
    }

    /// <summary>The recorded runs of Elsa that are kept beside the repository; null where they are not.</summary>
    public static string? Recorded { get; } = FromRepository("..", "shared", "corpus", "elsa", "shared");

    /// <summary>A folder of cases of our own, below the repository's tests.</summary>
    public static string Own(string name) => FromRepository("tests", name) ?? throw new CaseException($"There is no folder 'tests/{name}' in the repository.");

    static bool IsCase(string folder) => File.Exists(Path.Combine(folder, "definition.json")) || File.Exists(Path.Combine(folder, "steps.json"));

    static string? FromRepository(params string[] path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "BackOfficeFlow.sln")))
                return Path.GetFullPath(Path.Combine([folder.FullName, .. path])) is var found && Path.Exists(found) ? found : null;
        return null;
    }
}
