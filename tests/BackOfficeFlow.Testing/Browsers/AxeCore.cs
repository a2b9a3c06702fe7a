using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace BackOfficeFlow.Testing;

/// <summary>axe-core, the accessibility checker, from npm at the version of package-lock.json; fetched on first use.</summary>
public static class AxeCore
{
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
        Npm.Require();
        // Evaluated by the debugger, so that the page's Content-Security-Policy neither forbids nor loosens anything.
        await page.EvaluateAsync(await Script.Value);
        var answer = await page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.flatMap(rule =>
              rule.nodes.map(node => `${rule.id} (${rule.impact}): ${node.target.join(' ')} | ${node.failureSummary.replaceAll('\n', ' ')}`))
            """);
        return [.. answer.EnumerateArray().Select(line => line.GetString() ?? "")];
    }

    static async Task<string> Load() => await File.ReadAllTextAsync(await Npm.File("axe-core", "axe.min.js"));
}
