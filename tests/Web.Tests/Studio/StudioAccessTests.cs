using System.Net;
using System.Text.Json;
using BackOfficeFlow.Work.Accounts;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>Who may call what the designer calls, and from where.</summary>
public sealed class StudioAccessTests(WebHouse house)
{
    const string Features = "/elsa/api/features/installed";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Roles.Clerk)]
    [InlineData(Roles.Supervisor)]
    [InlineData(Roles.Designer)]
    public async Task Whoever_is_signed_in_is_let_in_by_the_cookie(string role)
    {
        using var browser = await SignedIn(role);

        using var answer = await Get(browser, Features, ("Sec-Fetch-Site", "same-origin"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var list = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        list.RootElement.GetProperty("items").GetArrayLength().ShouldBe(list.RootElement.GetProperty("count").GetInt32());
        list.RootElement.GetProperty("items")[0].GetProperty("fullName").GetString().ShouldBe("Elsa.WorkflowsApi");
    }

    [Fact]
    public async Task Who_is_signed_out_is_told_so_and_sent_nowhere()
    {
        using var stranger = house.NewBrowser();

        using var answer = await Get(stranger, Features, ("Accept", "text/html"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.Location.ShouldBeNull();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task A_cookie_that_another_site_made_the_browser_send_does_not_count(string header, string value)
    {
        using var browser = await SignedIn(Roles.Designer);

        using var answer = await Get(browser, Features, (header, value));

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("foreign-site");
    }

    [Fact]
    public async Task What_changes_something_says_at_least_its_origin()
    {
        using var browser = await SignedIn(Roles.Designer);
        const string path = "/elsa/api/workflow-definitions";

        using var silent = await Ask(browser, HttpMethod.Post, path);
        using var ours = await Ask(browser, HttpMethod.Post, path, ("Origin", house.Address.GetLeftPart(UriPartial.Authority)));

        // The second is let in, and told that it sends no process.
        (silent.StatusCode, ours.StatusCode).ShouldBe((HttpStatusCode.Forbidden, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_socket_is_opened_from_our_own_pages_only()
    {
        using var browser = await SignedIn(Roles.Clerk);
        (string, string)[] socket = [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")];

        using var ours = await Get(browser, Features, [.. socket, ("Origin", house.Address.GetLeftPart(UriPartial.Authority))]);
        using var other = await Get(browser, Features, [.. socket, ("Origin", "https://elsewhere.example")]);

        (ours.StatusCode, other.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task A_program_is_let_in_by_a_key_for_definitions_and_needs_no_site()
    {
        var key = await house.Send(new CreateApiKey("pipeline", [ApiScopes.Definitions], 30));
        var other = await house.Send(new CreateApiKey("carrier", [ApiScopes.Tracking], 30));
        using var program = house.NewBrowser();

        using var answer = await Get(program, Features, ("X-Api-Key", key.Secret));
        using var refused = await Get(program, Features, ("X-Api-Key", other.Secret));

        (answer.StatusCode, refused.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Forbidden));
    }

    async Task<PlainBrowser> SignedIn(string role) => await house.NewBrowser().SignedInAs((await house.NewPerson(role)).Email);

    static Task<HttpResponseMessage> Get(PlainBrowser browser, string path, params (string Name, string Value)[] headers) => Ask(browser, HttpMethod.Get, path, headers);

    static async Task<HttpResponseMessage> Ask(PlainBrowser browser, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await browser.Http.SendAsync(request, Cancel);
    }
}
