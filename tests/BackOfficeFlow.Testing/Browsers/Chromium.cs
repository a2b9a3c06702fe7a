using System.Reflection;
using Microsoft.Playwright;

namespace BackOfficeFlow.Testing;

/// <summary>The Chromium that is installed on the machine, driven by Playwright. One browser serves all tests of a run; each takes a context of its own.</summary>
public static class Chromium
{
    /// <summary>Names the browser when it is none of the usual ones.</summary>
    public const string Variable = "BACKOFFICEFLOW_CHROMIUM";

    const string Remedy = $"Needs Chromium: apt-get install chromium fonts-liberation, or set {Variable} to the path of a Chromium or Chrome.";

    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    static readonly Lazy<Task<IBrowser>> Shared = new(Launch);

    public static string? Path { get; } = Find();

    /// <summary>Skips the running test (fails it under CI) when there is no browser.</summary>
    public static void Require() => Requires.That(Path is not null, Remedy);

    /// <summary>A fresh context: no cookies, the language and the size given. Dispose it.</summary>
    public static async Task<IBrowserContext> NewContext(string language = "es-ES", int width = 1280, int height = 800, string? baseUrl = null)
    {
        Require();
        var browser = await Shared.Value;
        return await browser.NewContextAsync(new()
        {
            Locale = language,
            BaseURL = baseUrl,
            ViewportSize = new() { Width = width, Height = height },
            TimezoneId = "Europe/Madrid",
            ReducedMotion = ReducedMotion.Reduce,
        });
    }

    static async Task<IBrowser> Launch()
    {
        // The driver (135 MB) stays in the package folder instead of being copied beside every test program.
        var driver = typeof(Chromium).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "PlaywrightDriver").Value;
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", driver);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new InvalidOperationException($"{Variable} names '{named}', which does not exist.");

        return Names.Select(name => Requires.Find(name)).Concat(Places).FirstOrDefault(File.Exists);
    }
}
