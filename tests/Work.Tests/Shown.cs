using BackOfficeFlow.Testing;

namespace BackOfficeFlow.Work.Tests;

/// <summary>Looks at rendered markup in a real browser.</summary>
static class Shown
{
    /// <summary>No violation that axe finds, and no sideways scrolling on a narrow phone.</summary>
    public static async Task IsAccessible(string markup, string language)
    {
        await using var browser = await Chromium.NewContext(language == "es" ? "es-ES" : "en-GB", 360, 740);
        var page = await browser.NewPageAsync();
        await page.SetContentAsync(await Html(markup, language));

        (await AxeCore.Violations(page)).ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
    }

    static async Task<string> Html(string markup, string language)
    {
        var style = await File.ReadAllTextAsync(Repository.PathTo("src", "BackOfficeFlow.Ui", "wwwroot", "app.css"));
        var heading = markup.Contains("<h1", StringComparison.Ordinal) ? "" : "<h1>Page</h1>";
        return $"<!doctype html><html lang=\"{language}\"><head><title>Page</title><meta name=\"viewport\" content=\"width=device-width\"><style>{style}</style></head><body><main>{heading}{markup}</main></body></html>";
    }
}
