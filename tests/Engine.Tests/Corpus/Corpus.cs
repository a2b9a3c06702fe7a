using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>The folder of recorded Elsa runs beside the repository, when it is there.</summary>
static class Corpus
{
    public static string? Folder { get; } = FindFolder();

    static string? FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "BackOfficeFlow.sln")))
                return Path.Combine(folder.FullName, "..", "shared", "corpus", "elsa", "shared") is var corpus && Directory.Exists(corpus) ? corpus : null;
        return null;
    }

    public static IEnumerable<CorpusCase> Cases() => Folder is null ? [] : Directory.GetDirectories(Folder).Order(StringComparer.Ordinal).Select(folder => new CorpusCase(folder));
}

/// <summary>One recorded case: a definition, what is done with it, and what came of it.</summary>
sealed class CorpusCase(string folder)
{
    public string Name { get; } = Path.GetFileName(folder);
    public byte[] Definition => File.ReadAllBytes(Path.Combine(folder, "definition.json"));
    public IEnumerable<byte[]> Children => Files("children");
    public JsonElement Steps => Read("steps.json");
    public JsonElement Expected => Read("expected.json");
    public byte[] Version(string file) => File.ReadAllBytes(Path.Combine(folder, "versions", Path.GetFileName(file)));
    public string Topic => Read("meta.json").TextOf("topic") ?? "other";
    public bool UsesVersions => Directory.Exists(Path.Combine(folder, "versions"));

    /// <summary>What is expected in a mode; undefined when nothing was recorded for it.</summary>
    public JsonElement ExpectedIn(string mode)
    {
        var expected = Expected;
        return expected.GetProperty("modes").GetString() switch
        {
            "same" => expected.GetProperty("expect"),
            _ => expected.TryGetProperty(mode, out var own) ? own : default
        };
    }

    IEnumerable<byte[]> Files(string kind) => Path.Combine(folder, kind) is var path && Directory.Exists(path)
        ? Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
        : [];

    JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
        return document.RootElement.Clone();
    }
}
