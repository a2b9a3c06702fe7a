using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class SignInScreenTests(WebHouse house)
{
    [Theory]
    [InlineData("es-ES", 1280)]
    [InlineData("en-GB", 360)]
    public async Task The_sign_in_page_is_accessible_empty_and_with_an_error(string language, int width)
    {
        await using var screen = await Screen.Open(house, language, width);

        await screen.Go("/sign-in");
        await screen.Check("sign-in empty");
        await screen.Page.FillAsync("#email", "nobody@acme.test");
        await screen.Page.FillAsync("#password", "not the right one");
        await screen.Page.ClickAsync("button[type=submit]");
        await screen.Page.Locator("[role=alert]").WaitForAsync();
        await screen.Check("sign-in refused");

        screen.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("es-ES", 360)]
    [InlineData("en-GB", 1280)]
    public async Task Pages_that_say_no_are_accessible(string language, int width)
    {
        await using var screen = await Screen.Open(house, language, width);

        await screen.Go("/no-such-page");
        await screen.Check("not found");
        await screen.Go("/forbidden");
        await screen.Check("forbidden");
        await screen.Go("/link?t=guess");
        await screen.Check("link spent");
        await screen.Go("/first-visit");
        await screen.Check("first visit");
    }

    [Fact]
    public async Task The_language_changes_where_one_stands()
    {
        await using var screen = await Screen.Open(house, "es-ES");

        await screen.Go("/sign-in");
        await screen.Page.ClickAsync("a[hreflang=en]");
        await screen.Page.Locator("h1", new() { HasTextString = "Sign in" }).WaitForAsync();

        new Uri(screen.Page.Url).AbsolutePath.ShouldBe("/sign-in");
    }
}
