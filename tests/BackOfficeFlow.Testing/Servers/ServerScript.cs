using System.Diagnostics;

namespace BackOfficeFlow.Testing;

/// <summary>
/// A server that runs as long as its script's standard input is open. When the tests end, in whatever way, the pipe closes and the script
/// stops the server and removes its folder: nothing is left behind even after kill -9.
/// </summary>
public sealed class ServerScript : IAsyncDisposable
{
    readonly Process process;

    ServerScript(Process process, string folder)
    {
        this.process = process;
        Folder = folder;
    }

    public string Folder { get; }

    /// <summary>Starts the script with a fresh folder as its first argument and waits until it says READY.</summary>
    public static async Task<ServerScript> Start(string name, params IEnumerable<string> arguments)
    {
        var folder = Directory.CreateTempSubdirectory("bof-").FullName;
        // In a session of its own: Ctrl+C is for whoever started it, and its input is closed when that ends.
        var start = new ProcessStartInfo(Requires.Find("setsid") is null ? "bash" : "setsid")
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (start.FileName == "setsid")
            start.ArgumentList.Add("bash");
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Servers", name), folder, .. arguments])
            start.ArgumentList.Add(argument);

        var process = Process.Start(start) ?? throw new InvalidOperationException($"bash did not start for {name}.");
        var complaints = process.StandardError.ReadToEndAsync();
        string said = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "READY")
                return new ServerScript(process, folder);

            said += line + "\n";
        }

        throw new InvalidOperationException($"{name} did not start its server.\n{said}{await complaints}");
    }

    /// <summary>Gives the script a command and waits for its answer.</summary>
    public async Task<string> Tell(string command)
    {
        await process.StandardInput.WriteLineAsync(command);
        await process.StandardInput.FlushAsync();
        return await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The server's script ended when told '{command}'.");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
