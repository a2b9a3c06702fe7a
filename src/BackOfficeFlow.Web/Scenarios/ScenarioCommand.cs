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

    public static async Task<int> Run(string[] arguments, TextWriter output, CancellationToken cancel)
    {
        var words = arguments.Where(word => word != Accept).ToList();
        if (words is not [var named, ..] || FindFolder(named) is not { } folder)
        {
            await output.WriteLineAsync(words.Count > 0
                ? $"There is no folder '{words[0]}' in {Directory.GetCurrentDirectory()} or above it. Say the folder of the workflows: scenarios workflows/ [--accept] [part of a file's name]"
                : "Say the folder of the workflows: scenarios workflows/ [--accept] [part of a file's name]");
            return 2;
        }

        var runner = new ScenarioRunner(ScenarioHouse.Make, folder);
        var failed = 0;
        foreach (var file in Scenario.Find(folder).Where(file => words.Skip(1).All(part => file.Contains(part, StringComparison.OrdinalIgnoreCase))))
            foreach (var mode in new[] { FlowchartMode.Counter, FlowchartMode.Token })
                failed += await RunOne(runner, file, mode, arguments.Contains(Accept), output, cancel) ? 0 : 1;

        return failed == 0 ? 0 : 1;
    }

    // dotnet run starts a web project in the project's own folder: what was meant from where the command was typed stands above it.
    static string? FindFolder(string named)
    {
        for (var place = new DirectoryInfo(Directory.GetCurrentDirectory()); place is not null; place = place.Parent)
            if (Path.GetFullPath(named, place.FullName) is var path && Directory.Exists(path))
                return Path.TrimEndingDirectorySeparator(path);

        return null;
    }

    static async Task<bool> RunOne(ScenarioRunner runner, string file, FlowchartMode mode, bool accept, TextWriter output, CancellationToken cancel)
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

            if (accept)
                AcceptedJournal.Write(result, Environment.GetEnvironmentVariable("CI"));
            await output.WriteLineAsync(
                $"{(accept ? "accepted" : "DIFFERS")} {label}: line {difference.Line}\n        expected: {difference.Expected ?? "(end)"}\n        was:      {difference.Actual ?? "(end)"}");
            return accept;
        }
        catch (ScenarioException problem)
        {
            await output.WriteLineAsync($"FAILED  {label}: {problem.Message}");
            return false;
        }
    }
}
