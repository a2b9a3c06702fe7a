using System.Net;
using BackOfficeFlow.Studio;
using BackOfficeFlow.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class StudioPageTests(WebHouse house)
{
    const string Editor = StudioRoom.StudioPath + "/workflows/definitions/a%22%3Eb/edit";

    [Theory]
    [InlineData("en-GB", "The designer starts", "You are no longer signed in")]
    [InlineData("es-ES", "El diseñador se está iniciando", "Su sesión ha terminado")]
    public async Task The_page_speaks_the_persons_language_and_holds_no_script_of_its_own(string language, string starts, string signedOut)
    {
        using var browser = await Member();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var page = WebUtility.HtmlDecode(await browser.Read(Editor));

        page.ShouldContain(starts);
        page.ShouldContain(signedOut);
        page.ShouldNotContain("{{");
        page.ShouldNotContain("<script>");
    }

    [Fact]
    public async Task Each_place_of_studio_holds_its_part_and_an_id_from_the_address_stays_text()
    {
        using var browser = await Member();

        foreach (var (place, element) in Places)
            (await browser.Read(StudioRoom.StudioPath + place)).ShouldContain($"data-element=\"{element}\"");
        (await browser.Read(Editor)).ShouldContain("data-definition=\"a&quot;&gt;b\"");
    }

    static readonly (string Place, string Element)[] Places =
    [
        ("/workflows/definitions", "elsa-workflow-definition-list"),
        ("/workflows/definitions/x/edit", "elsa-workflow-definition-editor"),
        ("/workflows/instances", "elsa-workflow-instance-list"),
        ("/workflows/instances/x/view", "elsa-workflow-instance-viewer"),
    ];

    [Fact]
    public async Task Only_our_own_pages_may_frame_it_and_it_is_asked_for_anew_each_time()
    {
        using var browser = await Member();

        using var answer = await browser.Get(Editor);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Editor, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("If-None-Match", answer.Headers.ETag!.ToString());
        using var again = await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("frame-ancestors 'self'");
        policy[policy.IndexOf("script-src", StringComparison.Ordinal)..policy.IndexOf("style-src", StringComparison.Ordinal)].ShouldNotContain(" 'unsafe-");
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["SAMEORIGIN"]);
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task The_page_that_asks_learns_who_is_signed_in()
    {
        using var ana = await Member();
        using var carlos = await house.NewBrowser().SignedInAs(WebHouse.Clerk);

        var one = await ana.Read(StudioRoom.StudioPath + "/session");

        one.ShouldContain($"@{WebHouse.Acme}");
        (await carlos.Read(StudioRoom.StudioPath + "/session")).ShouldNotBe(one);
    }

    async Task<PlainBrowser> Member()
    {
        Requires.That(house.Parts.GetRequiredService<StudioFiles>().AreThere, "Needs Elsa Studio: install Node.js with npm and build again.");
        return await house.NewBrowser().SignedInAs(WebHouse.Administrator);
    }
}
