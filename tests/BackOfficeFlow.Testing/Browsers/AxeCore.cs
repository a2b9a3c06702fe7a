using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace BackOfficeFlow.Testing;

/// <summary>axe-core, the accessibility checker, from npm at the version of package-lock.json; fetched on first use.</summary>
public static class AxeCore
{
    const string Remedy = "Needs Node.js with npm to fetch axe-core: apt-get install nodejs npm";

    static readonly Lazy<Task<string>> Script = new(Load);

    /// <summary>Fails with a readable list when the page breaks a rule of WCAG 2.2 A/AA (or a best practice of axe).</summary>
    public static async Task Check(IPage page, string state)
    {
        var violations = await Violations(page);
        if (violations.Count > 0)
            Assert.Fail($"{state} ({page.Url}) has {violations.Count} accessibility violation(s):\n{string.Join("\n", violations)}");
    }

    /// <summary>One line per violated rule and element.</summary>
    public static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        // Evaluated by the debugger, so that the page's Content-Security-Policy neither forbids nor loosens anything.
        await page.EvaluateAsync(await Script.Value);
        var answer = await page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.flatMap(rule =>
              rule.nodes.map(node => `${rule.id} (${rule.impact}): ${node.target.join(' ')} | ${node.failureSummary.replaceAll('\n', ' ')}`))
            """);
        return [.. answer.EnumerateArray().Select(line => line.GetString() ?? "")];
    }

    static async Task<string> Load()
    {
        var folder = Repository.PathTo("tests", "BackOfficeFlow.Testing");
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        var stamp = Path.Combine(folder, "node_modules", ".package-lock.json");
        var wanted = Path.Combine(folder, "package-lock.json");
        if (!File.Exists(script) || File.GetLastWriteTimeUtc(stamp) < File.GetLastWriteTimeUtc(wanted))
            await Restore(folder);

        return await File.ReadAllTextAsync(script);
    }

    static async Task Restore(string folder)
    {
        var npm = Requires.Program("npm", Remedy);
        var start = new ProcessStartInfo(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'npm ci' in tests/BackOfficeFlow.Testing failed:\n{string.Join("\n", said)}");
    }
}
