namespace BackOfficeFlow.Studio;

/// <summary>
/// Elsa Studio's files as the npm package brought them, by their address below the base. Only what pages load is known: a name that is not in
/// the list leads nowhere, whatever it looks like.
/// </summary>
public sealed class StudioFiles(string? folder)
{
    /// <summary>Stands beside a program that was built; one that was published has the files themselves.</summary>
    const string Pointer = "designer.folder";

    readonly Lazy<IReadOnlyDictionary<string, StudioFile>> files = new(() => folder is null ? new Dictionary<string, StudioFile>() : Read(folder));

    /// <summary>False when the product was built without the designer.</summary>
    public bool AreThere => files.Value.ContainsKey("_framework/blazor.webassembly.js");

    internal StudioFile? Find(string path) => files.Value.GetValueOrDefault(path);

    internal IEnumerable<string> Paths => files.Value.Keys;

    /// <summary>As this program brought them along.</summary>
    public static StudioFiles OfProgram(string programFolder)
    {
        var published = Path.Combine(programFolder, "studio");
        var pointer = Path.Combine(programFolder, Pointer);
        return new StudioFiles(
            Directory.Exists(published) ? published
            : File.Exists(pointer) && File.ReadAllText(pointer).Trim() is { } named && Directory.Exists(named) ? named
            : null);
    }

    static Dictionary<string, StudioFile> Read(string folder)
    {
        var all = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), StringComparer.Ordinal);
        return all
            .Where(file => StudioFile.TypeOf(file.Key) is not null)
            .ToDictionary(
                file => file.Key,
                file => new StudioFile(file.Value, StudioFile.TypeOf(file.Key)!, all.ContainsKey(file.Key + ".br"), all.ContainsKey(file.Key + ".gz")),
                StringComparer.Ordinal);
    }
}

/// <summary>One of them, with the compressed forms that lie beside it.</summary>
sealed record StudioFile(string Path, string ContentType, bool HasBrotli, bool HasGzip)
{
    /// <summary>By the name's end; null for what no page loads, such as source maps.</summary>
    public static string? TypeOf(string name) => System.IO.Path.GetExtension(name) switch
    {
        ".js" => "text/javascript",
        ".css" => "text/css",
        ".wasm" => "application/wasm",
        ".dat" => "application/octet-stream",
        ".woff2" => "font/woff2",
        ".png" => "image/png",
        ".ico" or ".cur" => "image/x-icon",
        ".webmanifest" => "application/manifest+json",
        _ => null
    };
}
