using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace BackOfficeFlow.Testing;

/// <summary>
/// The product as its users run it: the built program in a process of its own, on a free port, configured by environment variables.
/// It can be killed at any moment, also exactly at a named crash point, where it prints the name and stands still.
/// </summary>
public sealed partial class WebProcess : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    readonly Process process;
    readonly ConcurrentQueue<string> lines = new();
    readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentDictionary<string, TaskCompletionSource> crashPoints = new();
    readonly Task reading;

    WebProcess(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(Read(process.StandardOutput), Read(process.StandardError));
        _ = reading.ContinueWith(_ => Ended(), TaskScheduler.Default);
    }

    /// <summary>Where it answers. Known once <see cref="Start"/> has returned.</summary>
    public Uri Address => listening.Task.Result;

    public int ProcessId => process.Id;
    public bool HasExited => process.HasExited;
    public int ExitCode => process.ExitCode;

    /// <summary>All that it has printed so far.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>The program's file, built with these tests.</summary>
    public static string Program => Path.Combine(Repository.BuiltFolder("BackOfficeFlow.Web"), "BackOfficeFlow.Web.dll");

    /// <summary>Starts it and waits until it listens. Keys are configuration keys ("Database:Provider").</summary>
    public static Task<WebProcess> Start(IReadOnlyDictionary<string, string> configuration, string environment = "Production") =>
        Listens(Launch(configuration, environment));

    /// <summary>As <see cref="Start"/>, for whoever launched it.</summary>
    public static async Task<WebProcess> Listens(WebProcess web)
    {
        try
        {
            await web.listening.Task.WaitAsync(StartLimit);
            return web;
        }
        catch (Exception problem)
        {
            await web.DisposeAsync();
            throw new InvalidOperationException($"The program did not start: {problem.Message}\n{web.Output}", problem);
        }
    }

    /// <summary>Starts it without waiting: for starts that are meant to fail or to be killed.</summary>
    public static WebProcess Launch(IReadOnlyDictionary<string, string> configuration, string environment = "Production", params IEnumerable<string> arguments) =>
        Run(Program, configuration, environment, [Requires.Find("dotnet") ?? "dotnet", Program, .. arguments]);

    /// <summary>
    /// Launches it in a session of its own, as on a machine of its own: what is pressed or sent to the group of whoever launches it does not reach it. It may be
    /// the file of another build, as two releases run side by side during an upgrade.
    /// </summary>
    public static WebProcess LaunchApart(IReadOnlyDictionary<string, string> configuration, string? program = null) =>
        Run(
            program ?? Program, configuration, "Production",
            [.. Requires.Find("setsid") is { } setsid ? [setsid] : Array.Empty<string>(), Requires.Find("dotnet") ?? "dotnet", program ?? Program]);

    static WebProcess Run(string program, IReadOnlyDictionary<string, string> configuration, string environment, IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["URLS"] = "http://127.0.0.1:0";
        foreach (var (key, value) in configuration)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        return new WebProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
    }

    /// <summary>A client that keeps cookies and does not follow redirects by itself.</summary>
    public HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>Waits until the program stands still at a crash point (configuration <c>CrashPoints:Enabled</c>).</summary>
    public async Task Reaches(string crashPoint, TimeSpan? within = null)
    {
        try
        {
            await Reached(crashPoint).Task.WaitAsync(within ?? TimeSpan.FromMinutes(2));
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"The program did not reach '{crashPoint}': {problem.Message}\n{Output}", problem);
        }
    }

    /// <summary>kill -9: nothing is flushed, nothing is said goodbye to.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: it is told to stop, and does so in its own way.</summary>
    public async Task TellToStop()
    {
        using var kill = Process.Start("kill", ["-TERM", ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until it has ended by itself and gives back its exit code.</summary>
    public async Task<int> Exits(TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? StartLimit);
        await process.WaitForExitAsync(limit.Token);
        await reading;
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();

        await reading;
        process.Dispose();
    }

    async Task Read(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
            if (Listening.Match(line) is { Success: true } match)
                listening.TrySetResult(new Uri(match.Groups["address"].Value));

            if (CrashPoint.Match(line) is { Success: true } point)
                Reached(point.Groups["name"].Value).TrySetResult();
        }
    }

    void Ended()
    {
        var ended = new InvalidOperationException("the process ended");
        if (listening.TrySetException(ended))
            _ = listening.Task.Exception;

        foreach (var waiting in crashPoints.Values)
            waiting.TrySetException(ended);
    }

    TaskCompletionSource Reached(string crashPoint) =>
        crashPoints.GetOrAdd(crashPoint, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    [GeneratedRegex(@"(Now listening on:|answers at) ""?(?<address>https?://[^\s""]+)")]
    static partial Regex Listening { get; }

    [GeneratedRegex(@"^CRASHPOINT (?<name>\S+)")]
    static partial Regex CrashPoint { get; }
}
