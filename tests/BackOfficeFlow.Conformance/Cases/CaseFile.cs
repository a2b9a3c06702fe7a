using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Conformance;

/// <summary>One recorded case: a definition, what is done with it, and what came of it on Elsa.</summary>
public sealed class CaseFile
{
    CaseFile(string folder)
    {
        Folder = folder;
    }

    public string Folder { get; }
    public string Name { get; private init; } = "";
    public string Topic { get; private init; } = "other";
    public byte[] Definition { get; private init; } = [];
    public IReadOnlyList<byte[]> Children { get; private init; } = [];
    public JsonElement Steps { get; private init; }
    public JsonElement Expected { get; private init; }

    /// <exception cref="CaseException">A file is missing or cannot be read.</exception>
    public static CaseFile Open(string folder)
    {
        var meta = File.Exists(Path.Combine(folder, "meta.json")) ? Read(folder, "meta.json") : default;
        var children = Path.Combine(folder, "children");
        var expected = Read(folder, "expected.json");
        if (expected.TextOf("modes") is null)
            throw new CaseException("expected.json has no 'modes' (same, different or only counter)");
        var steps = Read(folder, "steps.json");
        if (steps.Property("steps").ValueKind != JsonValueKind.Array)
            throw new CaseException("steps.json has no array 'steps'");

        return new CaseFile(folder)
        {
            Name = NameOf(folder),
            Topic = meta.TextOf("topic") ?? "other",
            Definition = Bytes(folder, "definition.json"),
            Children = Directory.Exists(children)
                ? [.. Directory.GetFiles(children, "*.json").Order(StringComparer.Ordinal).Select(file => Bytes(children, Path.GetFileName(file)))]
                : [],
            Steps = steps,
            Expected = expected
        };
    }

    public static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));

    /// <summary>Another version of a definition, by the path that a step gives.</summary>
    /// <exception cref="CaseException">It is not there.</exception>
    public byte[] Version(string file)
    {
        var path = Path.GetFullPath(Path.Combine(Folder, file));
        if (!path.StartsWith(Path.GetFullPath(Folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new CaseException($"'{file}' is outside the case's folder");
        return Bytes(Folder, file);
    }

    /// <summary>What is expected in a mode; undefined when nothing was recorded for it.</summary>
    public JsonElement ExpectedIn(string mode) => Expected.TextOf("modes") switch
    {
        "same" => Expected.Property("expect"),
        _ => Expected.Property(mode)
    };

    static byte[] Bytes(string folder, string file)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, file));
        }
        catch (IOException broken)
        {
            throw new CaseException($"{file} cannot be read: {broken.Message}", broken);
        }
        catch (UnauthorizedAccessException broken)
        {
            throw new CaseException($"{file} cannot be read: {broken.Message}", broken);
        }
    }

    static JsonElement Read(string folder, string file)
    {
        var bytes = Bytes(folder, file).AsMemory();
        try
        {
            using var document = JsonDocument.Parse(bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new CaseException($"{file} is not a JSON object");
            return document.RootElement.Clone();
        }
        catch (JsonException broken)
        {
            throw new CaseException($"{file} is not valid JSON: {broken.Message}", broken);
        }
    }
}

/// <summary>A case cannot be run as it stands.</summary>
public sealed class CaseException : Exception
{
    public CaseException(string message) : base(message) { }
    public CaseException(string message, Exception inner) : base(message, inner) { }
}
