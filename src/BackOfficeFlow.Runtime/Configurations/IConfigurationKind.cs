namespace BackOfficeFlow.Runtime;

/// <summary>
/// One kind of thing that designers configure: where its files lie in an area's folder and what must hold of its content. A room registers
/// a class (found by scanning) for each kind that it owns.
/// </summary>
public interface IConfigurationKind
{
    /// <summary>One of <see cref="ConfigurationKinds"/>.</summary>
    string Kind { get; }

    /// <summary>The folder below workflows/{area}, e.g. "forms"; empty for the area's folder itself.</summary>
    string Folder { get; }

    /// <summary>Which files of that folder, e.g. "*.json".</summary>
    string Pattern => "*.json";

    /// <summary>Whether a file of that name (without extension) is one of the kind.</summary>
    bool Takes(string fileName) => true;

    /// <summary>The key under which a file is stored: "area/name" unless the content says it itself.</summary>
    string KeyOf(string area, string fileName, ReadOnlyMemory<byte> content) => $"{area}/{fileName}";

    /// <summary>The file's name, with extension, for an item of that key: the way back from <see cref="KeyOf"/>.</summary>
    string FileOf(string key) => $"{key[(key.IndexOf('/') + 1)..]}{Pattern[(Pattern.LastIndexOf('*') + 1)..]}";

    /// <summary>What is wrong with the content; an error keeps it from being published. Never throws for bad content.</summary>
    IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content);
}

/// <summary>Something wrong, or doubtful, in a configured item.</summary>
/// <param name="Place">Where: a path or a name inside the document; empty for the whole.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
/// <param name="IsError">It cannot be published like this.</param>
public sealed record ConfigurationFinding(string Place, string Message, bool IsError = true);
