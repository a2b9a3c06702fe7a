using System.Diagnostics;
using System.Net;
using BackOfficeFlow.Testing;

namespace BackOfficeFlow.Benchmarks;

/// <summary>The built program on a SQLite file of its own with the demo company in it.</summary>
sealed class SeededProgram : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bof-benchmark-");

    Dictionary<string, string> Settings => new()
    {
        ["Database:Provider"] = "Sqlite",
        ["ConnectionStrings:Default"] = $"Data Source={Path.Combine(folder.FullName, "benchmark.db")}",
        ["Logs:Folder"] = Path.Combine(folder.FullName, "logs"),
        ["Demo:Enabled"] = "true",
    };

    /// <summary>Starts it; gives back the process and the time from its start to the first 200 on the sign-in page.</summary>
    public async Task<(WebProcess Web, TimeSpan Took)> Start()
    {
        var watch = Stopwatch.StartNew();
        var web = await WebProcess.Start(Settings);
        using var client = web.NewClient();
        using var answer = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        var took = watch.Elapsed;
        return answer.StatusCode is HttpStatusCode.OK
            ? (web, took)
            : throw new InvalidOperationException($"The sign-in page answered {(int)answer.StatusCode}.\n{web.Output}");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
