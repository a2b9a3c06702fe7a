using System.IO.Compression;

namespace BackOfficeFlow.Runtime;

/// <summary>A file of a package: where it lies below workflows/, and its bytes.</summary>
/// <param name="Area">The area's folder, e.g. "orders".</param>
/// <param name="Folder">The folder in it, e.g. "forms"; empty for the area's folder itself.</param>
/// <param name="Name">The file's name with extension.</param>
/// <param name="Content">Its bytes.</param>
public sealed record PackageFile(string Area, string Folder, string Name, byte[] Content)
{
    public string Path => Folder.Length == 0 ? $"{Area}/{Name}" : $"{Area}/{Folder}/{Name}";
}

/// <summary>Processes with all that belongs to them, as a zip whose folders are those below workflows/.</summary>
public static class Package
{
    /// <summary>Bytes that the zip may have.</summary>
    public const int MaximumSize = 20 * 1024 * 1024;

    /// <summary>Bytes that its files may have together: a zip can promise little and hold much.</summary>
    public const int MaximumContent = 100 * 1024 * 1024;

    const int MaximumFiles = 2_000;
    const string Root = "workflows/";

    public static byte[] Write(IEnumerable<PackageFile> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(file.Path);
                // The same content makes the same zip, whenever it is written.
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var content = entry.Open();
                content.Write(file.Content);
            }

        return bytes.ToArray();
    }

    /// <summary>Its files; with or without the folder workflows/ around them.</summary>
    /// <exception cref="RuleBrokenException">It is no zip, too large, or a file lies where none may.</exception>
    public static IReadOnlyList<PackageFile> Read(byte[] content)
    {
        if (content.Length > MaximumSize)
            throw Refuse("PackageTooLarge", MaximumSize / 1024 / 1024);
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MaximumFiles)
                throw Refuse("PackageTooMany", MaximumFiles);
            var files = new List<PackageFile>();
            var left = MaximumContent;
            foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            {
                var file = ReadPlace(entry.FullName) with { Content = ReadContent(entry, left) };
                left -= file.Content.Length;
                files.Add(file);
            }

            return files.GroupBy(file => file.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? throw Refuse("PackageFileTwice", twice.Key)
                : files;
        }
        catch (InvalidDataException)
        {
            throw Refuse("PackageNoZip");
        }
    }

    static PackageFile ReadPlace(string path)
    {
        var inside = path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : path;
        var (area, folder, name) = inside.Split('/') switch
        {
            [var first, var last] => (first, "", last),
            [var first, var middle, var last] => (first, middle, last),
            _ => throw Refuse("PackagePlace", path)
        };
        var isWell = IsWord(area) && (folder.Length == 0 || IsWord(folder)) && name.Length is > 0 and <= 150 && name[0] != '.' && name.AsSpan().IndexOfAny("\\:") < 0 && !name.Any(char.IsControl);
        return isWell ? new PackageFile(area, folder, name, []) : throw Refuse("PackagePlace", path);
    }

    static bool IsWord(string text) => text.Length is > 0 and <= 50 && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    // What the entry says of its length is not to be believed.
    static byte[] ReadContent(ZipArchiveEntry entry, int most)
    {
        using var source = entry.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > most)
                throw Refuse("PackageContentTooLarge", MaximumContent / 1024 / 1024);
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    static RuleBrokenException Refuse(string text, params object?[] arguments) => new(Texts.Say(text, arguments)) { Code = "package-refused" };
}
