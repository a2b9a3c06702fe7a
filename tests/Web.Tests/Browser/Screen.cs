using BackOfficeFlow.Testing;
using Microsoft.Playwright;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>A page in a real browser, signed in, in one language and size; checked by axe in each state that a test names.</summary>
public sealed class Screen : IAsyncDisposable
{
    readonly IBrowserContext context;
    readonly List<string> problems = [];

    Screen(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                problems.Add(message.Text);
        };
        page.PageError += (_, error) => problems.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors that the page wrote to the console, among them whatever the Content-Security-Policy forbade.</summary>
    public IReadOnlyList<string> Problems => problems;

    public static async Task<Screen> Open(WebHouse house, string language = "es-ES", int width = 1280, string? signedInAs = null)
    {
        var context = await Chromium.NewContext(language, width, baseUrl: house.Address.ToString());
        var screen = new Screen(context, await context.NewPageAsync());
        screen.Page.SetDefaultTimeout(20_000);
        if (signedInAs is not null)
            await screen.SignIn(signedInAs);
        return screen;
    }

    async Task SignIn(string email)
    {
        await Page.GotoAsync("/sign-in?back=/forbidden");
        await Page.FillAsync("#email", email);
        await Page.FillAsync("#password", WebHouse.Password);
        await Page.ClickAsync("button[type=submit]");
        await Page.WaitForURLAsync("**/forbidden");
    }

    public async Task Go(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("h1").First.WaitForAsync();
    }

    /// <summary>No violation of axe's rules, and nothing sticks out to the side.</summary>
    public async Task Check(string state)
    {
        await AxeCore.Check(Page, state);
        var excess = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(excess <= 0, $"{state}: the page is {excess} px wider than the window.");
        await Keep(state);
    }

    // For whoever wants to look: BACKOFFICEFLOW_SCREENSHOTS names a folder.
    async Task Keep(string state)
    {
        if (Environment.GetEnvironmentVariable("BACKOFFICEFLOW_SCREENSHOTS") is not { Length: > 0 } folder)
            return;

        var language = await Page.Locator("html").GetAttributeAsync("lang");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{state.Replace(' ', '-')}-{language}-{Page.ViewportSize!.Width}.png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
