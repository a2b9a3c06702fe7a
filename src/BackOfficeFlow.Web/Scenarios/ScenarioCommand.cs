using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Work.Scenarios;

namespace BackOfficeFlow.Web;

/// <summary>
/// dotnet run --project src/BackOfficeFlow.Web -- scenarios workflows/ [--accept] [part of a file's name]
/// Runs the scenarios below a folder in both flowchart modes and prints a line for each.
/// </summary>
static class ScenarioCommand
{
    public const string Name = "scenarios";
    const string Accept = "--accept";

    const string Usage = "Say the folder of the workflows: scenarios workflows/ [--accept] [part of a file's name]";

    /// <summary>0: all as expected; 1: some are not; 2: nothing was run.</summary>
    public static async Task<int> Run(string[] arguments, TextWriter output, string? ci, CancellationToken cancel)
    {
        var words = arguments.Where(word => word != Accept).ToList();
        if (words.Find(word => word.StartsWith("--", StringComparison.Ordinal)) is { } unknown)
            return await Refuse(output, $"There is no option '{unknown}'. {Usage}");
        if (words is not [var named, .. var parts])
            return await Refuse(output, Usage);
        if (FindFolder(named) is not { } folder)
            return await Refuse(output, $"There is no folder '{named}' in {Directory.GetCurrentDirectory()} or above it. {Usage}");

        var files = Scenario.Find(folder).Where(file => parts.All(part => file.Contains(part, StringComparison.OrdinalIgnoreCase))).ToList();
        if (files.Count == 0)
            return await Refuse(output, $"No scenario below '{folder}' is called like {string.Join(" and ", parts.Select(part => $"'{part}'"))}.");

        var runner = new ScenarioRunner(ScenarioHouse.Make, folder);
        var failed = 0;
        foreach (var file in files)
            foreach (var mode in new[] { FlowchartMode.Counter, FlowchartMode.Token })
                failed += await RunOne(runner, file, mode, arguments.Contains(Accept) ? journal => AcceptedJournal.Write(journal, ci) : null, output, cancel) ? 0 : 1;

        return failed == 0 ? 0 : 1;
    }

    static async Task<int> Refuse(TextWriter output, string why)
    {
        await output.WriteLineAsync(why);
        return 2;
    }

    // dotnet run starts a web project in the project's own folder: what was meant from where the command was typed stands above it.
    static string? FindFolder(string named)
    {
        for (var place = new DirectoryInfo(Directory.GetCurrentDirectory()); place is not null; place = place.Parent)
            if (Path.GetFullPath(named, place.FullName) is var path && Directory.Exists(path))
                return Path.TrimEndingDirectorySeparator(path);

        return null;
    }

    static async Task<bool> RunOne(ScenarioRunner runner, string file, FlowchartMode mode, Action<ScenarioResult>? accept, TextWriter output, CancellationToken cancel)
    {
        var label = $"{Path.GetRelativePath(".", file)} ({mode.ToString().ToLowerInvariant()})";
        try
        {
            var result = await runner.Run(file, mode, cancel);
            if (result.Difference is not { } difference)
            {
                await output.WriteLineAsync($"ok      {label}: {result.Scenario.Title}");
                return true;
            }

            accept?.Invoke(result);
            await output.WriteLineAsync(
                $"{(accept is not null ? "accepted" : "DIFFERS")} {label}: line {difference.Line}\n        expected: {difference.Expected ?? "(end)"}\n        was:      {difference.Actual ?? "(end)"}");
            return accept is not null;
        }
        catch (ScenarioException problem)
        {
            await output.WriteLineAsync($"FAILED  {label}: {problem.Message}");
            return false;
        }
    }
}
