using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class LanguageTests(WebHouse house)
{
    [Theory]
    [InlineData("en-US,en;q=0.9", "en-GB")]
    [InlineData("es-MX", "es-ES")]
    [InlineData("fr-FR,fr;q=0.9,en;q=0.5,es;q=0.7", "es-ES")]
    [InlineData("de", null)]
    [InlineData("", null)]
    [InlineData(";;;,q=", null)]
    public void The_browsers_wish_is_heard_by_language_not_by_region(string wish, string? expected) =>
        Languages.ByBrowser(wish)?.Cultures.Single().Value.ShouldBe(expected);

    [Fact]
    public async Task The_choice_is_kept_and_wins_over_the_browser()
    {
        using var browser = house.NewBrowser();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es-ES");

        using var chosen = await browser.Get("/language/en?back=%2Fsign-in");

        chosen.Headers.Location!.ToString().ShouldBe("/sign-in");
        (await browser.Read("/sign-in")).ShouldContain("<html lang=\"en\"");
    }

    [Fact]
    public async Task Spanish_is_spoken_when_nothing_is_said()
    {
        using var browser = house.NewBrowser();

        (await browser.Read("/sign-in")).ShouldContain("<html lang=\"es\"");
    }
}
