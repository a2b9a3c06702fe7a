namespace BackOfficeFlow.Conformance.Tests;

/// <summary>Cases of our own: nobody recorded them, what is expected was written down from the rules.</summary>
static class OwnCases
{
    /// <summary>Every case of a folder below tests, or of the folders in it, by its path there.</summary>
    public static IReadOnlyList<string> In(string folder) => [.. Directory
        .GetFiles(CaseFolder.Own(folder), "steps.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(CaseFolder.Own(folder), Path.GetDirectoryName(file)!).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    public static string PathOf(string folder, string name) => Path.Combine(CaseFolder.Own(folder), name);

    /// <summary>All cases of a folder through the runtime, in both modes.</summary>
    public static async Task<IReadOnlyList<CaseResult>> RunOnSqlite(string folder)
    {
        await using var houses = new Houses("sqlite");
        var runs = new Runs(houses.Open, ["counter", "token"]);
        var results = new List<CaseResult>();
        foreach (var name in In(folder))
            results.AddRange(await runs.Run(PathOf(folder, name)));
        return results;
    }
}
