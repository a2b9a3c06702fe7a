using System.Diagnostics;

namespace BackOfficeFlow.Testing;

/// <summary>The few tools that tests take from npm, at the versions of package-lock.json beside this file; fetched on first use.</summary>
public static class Npm
{
    const string Remedy = "Needs Node.js with npm: apt-get install nodejs npm";

    static readonly string Folder = Repository.PathTo("tests", "BackOfficeFlow.Testing");
    static readonly Lazy<Task> Restored = new(Restore);

    /// <summary>The path of a file in one of the packages. Skips the running test (fails it under CI) where there is no npm.</summary>
    public static async Task<string> File(params string[] parts)
    {
        Require();
        await Restored.Value;
        return Path.Combine([Folder, "node_modules", .. parts]);
    }

    public static void Require() => Requires.Program("npm", Remedy);

    /// <summary>Runs a script of one of the packages and gives back its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Said)> Run(string script, params IEnumerable<string> arguments) =>
        await Run(Requires.Program("node", Remedy), Repository.Root, [script, .. arguments]);

    static async Task Restore()
    {
        // Test programs may run side by side; only one of them fetches. What was fetched is remembered by the lock file's text.
        await using var turn = await Eventually.Find("another test program's npm ci", () => Task.FromResult(TakeTurn()), TimeSpan.FromMinutes(3));
        var stamp = Path.Combine(Folder, "node_modules", ".fetched");
        var wanted = await System.IO.File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));
        if (System.IO.File.Exists(stamp) && await System.IO.File.ReadAllTextAsync(stamp) == wanted)
            return;

        var (exitCode, said) = await Run(Requires.Program("npm", Remedy), Folder, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        if (exitCode != 0)
            throw new InvalidOperationException($"'npm ci' in tests/BackOfficeFlow.Testing failed:\n{said}");

        await System.IO.File.WriteAllTextAsync(stamp, wanted);
    }

    static FileStream? TakeTurn()
    {
        try
        {
            return new FileStream(Path.Combine(Path.GetTempPath(), "backofficeflow-npm.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    static async Task<(int ExitCode, string Said)> Run(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Join('\n', said));
    }
}
