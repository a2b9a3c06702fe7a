namespace BackOfficeFlow.Testing;

/// <summary>Where the sources are: tests that read files of the repository start here.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the root, with the system's separators.</summary>
    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The folder into which a project of this solution was built, in the configuration that runs now.</summary>
    public static string BuiltFolder(string project)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return PathTo("artifacts", "bin", project, configuration);
    }

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BackOfficeFlow.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No BackOfficeFlow.sln above {AppContext.BaseDirectory}: tests run from the repository's own artifacts folder.");
    }
}
