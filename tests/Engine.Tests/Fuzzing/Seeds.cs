using System.Text;
using BackOfficeFlow.Engine.Tests.Properties;

namespace BackOfficeFlow.Engine.Tests.Fuzzing;

/// <summary>Definitions to spoil: our own processes, those recorded from Elsa when they lie beside the repository, and drawn ones.</summary>
static class Seeds
{
    static readonly string? Root = FindRoot();

    public static IReadOnlyList<byte[]> All { get; } = [.. OfFolder("workflows"), .. OfFolder("tests/patterns"), .. OfFolder("tests/deviations"), .. OfFolder("../shared/corpus/elsa/shared"), .. Drawn()];

    static IEnumerable<byte[]> OfFolder(string folder) => Root is not null && Directory.Exists(Path.Combine(Root, folder))
        ? Directory.EnumerateFiles(Path.Combine(Root, folder), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(IsDefinition)
        : [];

    static bool IsDefinition(byte[] file) => Encoding.UTF8.GetString(file).Contains("\"root\"", StringComparison.Ordinal);

    static IEnumerable<byte[]> Drawn()
    {
        var random = new Random(1);
        for (var i = 0; i < 30; i++)
        {
            var rolls = new byte[100];
            random.NextBytes(rolls);
            yield return Encoding.UTF8.GetBytes(PlanJson.Of(Draw.From(rolls)));
        }
    }

    static string? FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BackOfficeFlow.sln")))
            folder = folder.Parent;
        return folder?.FullName;
    }
}
