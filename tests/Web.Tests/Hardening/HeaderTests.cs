using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed partial class HeaderTests(WebHouse house)
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/no-such-page")]
    [InlineData("/health/live")]
    [InlineData("/_content/BackOfficeFlow.Ui/app.css")]
    public async Task Every_answer_carries_the_secure_headers(string path)
    {
        using var browser = house.NewBrowser();

        using var answer = await browser.Get(path);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("script-src 'self';");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public void No_policy_lets_pages_load_anything_from_another_host()
    {
        foreach (var path in (string[])["/", "/hangfire", "/scalar", "/hangfire/jobs", "/studio/3.8.2/workflows/definitions"])
            SecureHeaders.PolicyFor(path).ShouldNotContain("http");
    }

    [Fact]
    public async Task Our_pages_hold_no_inline_script()
    {
        using var browser = await house.NewBrowser().SignedInAs(WebHouse.Administrator);

        foreach (var path in (string[])["/sign-in", "/admin/users", "/forbidden", "/no-such-page"])
            InlineScript().IsMatch(await (await browser.Get(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBeFalse(path);
    }

    [Fact]
    public async Task An_unknown_page_is_a_404_that_says_so_in_the_browsers_language()
    {
        using var browser = house.NewBrowser();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-US,en;q=0.9");

        using var answer = await browser.Get("/no-such-page");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("There is no such page");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task It_says_that_it_is_well(string path)
    {
        using var browser = house.NewBrowser();

        (await browser.Get(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [GeneratedRegex("<script(?![^>]*\\ssrc=)", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();
}
