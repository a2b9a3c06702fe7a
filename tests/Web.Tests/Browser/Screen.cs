using System.Text.RegularExpressions;
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
        var screen = await Open(house.Address, language, width);
        if (signedInAs is not null)
            await screen.SignIn(signedInAs, WebHouse.Password, "/forbidden");
        return screen;
    }

    public static async Task<Screen> Open(Uri address, string language, int width = 1280)
    {
        var context = await Chromium.NewContext(language, width, baseUrl: address.ToString());
        var screen = new Screen(context, await context.NewPageAsync());
        screen.Page.SetDefaultTimeout(60_000);
        return screen;
    }

    /// <summary>Fills in the sign-in page and waits until it leads on.</summary>
    public async Task SignIn(string email, string password, string back)
    {
        await Page.GotoAsync($"/sign-in?back={back}");
        await Page.FillAsync("#email", email);
        await Page.FillAsync("#password", password);
        await Page.ClickAsync("button[type=submit]");
        await Arrives($"**{back}");
    }

    /// <summary>
    /// Waits until the window stands at an address ("**" and "*" as in globs). Only that: the events of loading may be missed when they come
    /// while the answer to a form is on its way, so whoever needs something on the page waits for that.
    /// </summary>
    public Task Arrives(string pattern)
    {
        var address = new Regex($"^{Regex.Escape(pattern).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$");
        return Eventually.Is($"the window stands at {pattern}", () => Task.FromResult(address.IsMatch(Page.Url)));
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

    /// <summary>Checks the state as it stands, then on the smallest phone, and goes back to the size before.</summary>
    public async Task CheckWideAndNarrow(string state)
    {
        await Check(state);
        var usual = Page.ViewportSize!;
        await Page.SetViewportSizeAsync(360, 740);
        await Check(state);
        await Page.SetViewportSizeAsync(usual.Width, usual.Height);

        // The menu comes back a moment later and moves the page: a click on its way there would miss.
        if (await Page.Locator(".mud-drawer").CountAsync() > 0)
            await Page.Locator(".mud-drawer--open").WaitForAsync();
    }

    // For whoever wants to look: BACKOFFICEFLOW_SCREENSHOTS names a folder.
    async Task Keep(string state)
    {
        if (Environment.GetEnvironmentVariable("BACKOFFICEFLOW_SCREENSHOTS") is not { Length: > 0 } folder)
            return;

        // A window as high as the page: what is fixed to the window's edges would end in the middle of a taller picture.
        var language = await Page.Locator("html").GetAttributeAsync("lang");
        var (width, height) = (Page.ViewportSize!.Width, Page.ViewportSize.Height);
        var tall = await Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        await Page.SetViewportSizeAsync(width, Math.Max(height, tall));
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{state.Replace(' ', '-')}-{language}-{width}.png") });
        await Page.SetViewportSizeAsync(width, height);
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
