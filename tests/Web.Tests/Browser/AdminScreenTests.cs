using BackOfficeFlow.Work.Accounts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class AdminScreenTests(WebHouse house)
{
    [Theory]
    [InlineData("es-ES", 1280)]
    [InlineData("en-GB", 360)]
    public async Task An_api_key_is_shown_once_and_then_only_its_beginning(string language, int width)
    {
        var (_, email) = await house.NewPerson(Roles.Administrator);
        await using var screen = await Screen.Open(house, language, width, email);
        var page = screen.Page;
        var name = $"Hub {width}";

        await screen.Go("/admin/api-keys");
        await page.Locator(".bof-page-actions button").ClickAsync();
        await page.Locator("#key-name").WaitForAsync();
        await screen.Check("api-keys dialog");
        await page.ClickAsync("button[form=new-key]");
        await page.Locator("[role=dialog] [role=alert]").WaitForAsync();
        await screen.Check("api-keys dialog errors");
        (await page.Locator("[role=dialog] input[type=checkbox]:checked").CountAsync()).ShouldBe(0);
        await page.FillAsync("#key-name", name);
        await page.Locator("[role=dialog] input[type=checkbox]").First.CheckAsync();
        await page.ClickAsync("button[form=new-key]");
        var secret = await page.Locator(".bof-code").InnerTextAsync();
        await screen.Check("api-keys shown once");
        await page.Locator("[role=dialog] button").Last.ClickAsync();
        await page.GetByText(name).Filter(new() { Visible = true }).First.WaitForAsync();
        await screen.Check("api-keys filled");

        secret.ShouldStartWith(ApiKey.Prefix);
        (await page.ContentAsync()).ShouldNotContain(secret);
        screen.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("es-ES", 1280)]
    [InlineData("en-GB", 360)]
    public async Task The_system_page_is_accessible(string language, int width)
    {
        await using var screen = await Screen.Open(house, language, width, WebHouse.Administrator);

        await screen.Go("/admin/system");
        await screen.Page.Locator(".bof-figure").First.WaitForAsync();
        (await screen.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^(Bandeja|Inbox)$") }).IsVisibleAsync()).ShouldBe(width > 900);
        await screen.Check("system");

        screen.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_menu_opens_on_a_small_screen_and_leads_on()
    {
        await using var screen = await Screen.Open(house, "es-ES", 360, WebHouse.Administrator);
        var page = screen.Page;

        await screen.Go("/admin/system");
        await page.GetByRole(AriaRole.Button, new() { Name = "Menú", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Usuarios" }).WaitForAsync();
        await screen.Check("menu open");
        await page.GetByRole(AriaRole.Link, new() { Name = "Usuarios" }).ClickAsync();
        await screen.Arrives("**/admin/users");

        await page.GetByRole(AriaRole.Heading, new() { Name = "Usuarios", Level = 1 }).WaitForAsync();
    }

    [Fact]
    public async Task The_first_tab_offers_to_skip_the_menu()
    {
        await using var screen = await Screen.Open(house, "en-GB", 1280, WebHouse.Administrator);
        var page = screen.Page;

        await screen.Go("/admin/system");
        await page.Locator(".bof-skip").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        (await page.EvaluateAsync<string>("location.pathname + location.hash")).ShouldBe("/admin/system#main");
    }
}
