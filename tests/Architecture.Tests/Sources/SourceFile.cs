using BackOfficeFlow.Testing;

namespace BackOfficeFlow.Architecture.Tests;

/// <summary>A file of the sources, with its path below the repository's root (forward slashes).</summary>
sealed record SourceFile(string Path, string Text)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The folders between the project and the file.</summary>
    public IReadOnlyList<string> Folders => Path.Split('/')[2..^1];

    /// <summary>"Work" for src/BackOfficeFlow.Work/….</summary>
    public string Room => Path.Split('/')[1][Tests.Room.Prefix.Length..];

    public static IEnumerable<SourceFile> Under(string folder, params IReadOnlyList<string> endings) =>
        from file in Directory.EnumerateFiles(Repository.PathTo(folder), "*", SearchOption.AllDirectories)
        let path = System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))
            && !path.Contains("/node_modules/", StringComparison.Ordinal) && !path.Contains("/Migrations/", StringComparison.Ordinal)
        select new SourceFile(path, File.ReadAllText(file));

    public override string ToString() => Path;
}
