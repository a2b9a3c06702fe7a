using System.Text.Json;
using BackOfficeFlow.Studio;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>What stands between Studio and the server, in a real browser, without Studio itself: the test asks in its place.</summary>
public sealed class StudioCallsTests(WebHouse house)
{
    const string Save = "/elsa/api/workflow-definitions";

    [Fact]
    public async Task A_refused_save_is_told_in_studios_words_and_stays_visible_until_one_succeeds()
    {
        await using var screen = await Screen.Open(house, "en-GB", signedInAs: WebHouse.Administrator);
        var server = await Server.Stand(screen.Page);
        var frame = await Frame(screen.Page);

        foreach (var (status, title, words) in new[] { (403, "Only designers may do this.", "Only designers may do this."), (409, "Somebody was faster.", "Somebody was faster."), (500, "secret", "The server could not do this."), (400, "Line 3 is wrong.", "Line 3 is wrong.") })
        {
            server.Answers(new Answer(status, $$"""{"title":"{{title}}"}"""));

            var told = await Ask(frame, "POST", Save);

            told.Status.ShouldBe(400);
            var said = JsonDocument.Parse(told.Body).RootElement;
            said.GetProperty("errors").GetProperty("generalErrors").EnumerateArray().Single().GetString()!.ShouldStartWith(words);
            (await frame.Locator("#bof-notice").InnerTextAsync()).ShouldContain(words);
            (await IsSaved(frame)).ShouldBeFalse();
        }

        server.Answers(new Answer(200, "{}"));
        (await Ask(frame, "POST", Save)).Status.ShouldBe(200);
        (await frame.Locator("#bof-notice").IsVisibleAsync()).ShouldBeFalse();
        (await IsSaved(frame)).ShouldBeTrue();
    }

    [Fact]
    public async Task Only_what_the_server_has_not_begun_is_asked_again()
    {
        await using var screen = await Screen.Open(house, "en-GB", signedInAs: WebHouse.Administrator);
        var server = await Server.Stand(screen.Page);
        var frame = await Frame(screen.Page);

        server.Answers(new Answer(503, "{}"), new Answer(200, "saved"));
        (await Ask(frame, "POST", Save)).Body.ShouldBe("saved");
        server.Answers(new Answer(500, "{}"), new Answer(200, "descriptors"));
        (await Ask(frame, "GET", "/elsa/api/descriptors/activities")).Body.ShouldBe("descriptors");
        server.Answers(new Answer(500, "{}"), new Answer(200, "never"));
        (await Ask(frame, "POST", "/elsa/api/workflow-definitions/x/execute")).Status.ShouldBe(400);
        server.Answers(new Answer(404, "gone"));
        (await Ask(frame, "GET", "/elsa/api/workflow-instances/x")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_save_after_the_sessions_end_waits_until_the_same_person_is_back()
    {
        await using var screen = await Screen.Open(house, "en-GB", signedInAs: WebHouse.Administrator);
        var server = await Server.Stand(screen.Page);
        var frame = await Frame(screen.Page);
        var isSomebodyElse = true;
        await screen.Page.RouteAsync("**/session", route => isSomebodyElse ? route.FulfillAsync(new() { Body = """{"who":"x@other"}""", ContentType = "application/json" }) : route.ContinueAsync());

        server.Answers(new Answer(401, ""), new Answer(200, "saved"));
        var asked = Ask(frame, "POST", Save);
        await frame.Locator("#bof-signed-out[open]").WaitForAsync();
        await frame.Locator("[data-part=other]").WaitForAsync();
        (await IsSaved(frame)).ShouldBeFalse();
        asked.IsCompleted.ShouldBeFalse();
        isSomebodyElse = false;

        (await asked).Body.ShouldBe("saved");
        server.Bodies.ShouldBe(["{\"model\":1}", "{\"model\":1}"]);
        (await frame.Locator("#bof-signed-out").IsVisibleAsync()).ShouldBeFalse();
        (await IsSaved(frame)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(Save, """{"model":1,"publish":true}""")]
    [InlineData("/elsa/api/workflow-definitions/some/publish", "{}")]
    public async Task What_is_doubtful_is_published_by_whoever_says_so_only(string path, string body)
    {
        await using var screen = await Screen.Open(house, "en-GB", signedInAs: WebHouse.Administrator);
        var server = await Server.Stand(screen.Page);
        var frame = await Frame(screen.Page);
        var doubt = new Answer(400, """{"code":"doubtful","errors":{"generalErrors":["Ask · no queue","Say · no text"]}}""");

        server.Answers(doubt);
        var asked = Ask(frame, "POST", path, body);
        await frame.Locator("#bof-doubtful[open] li").Nth(1).WaitForAsync();
        (await frame.Locator("#bof-doubtful li").AllInnerTextsAsync()).ShouldBe(["Ask · no queue", "Say · no text"]);
        await screen.Check("doubtful");
        await frame.GetByRole(AriaRole.Button, new() { Name = "Go on drawing" }).PressAsync("Enter");
        var refused = await asked;

        server.Answers(doubt, new Answer(200, "published"));
        asked = Ask(frame, "POST", path, body);
        await frame.GetByRole(AriaRole.Button, new() { Name = "Publish it" }).PressAsync("Enter");

        (refused.Status, JsonDocument.Parse(refused.Body).RootElement.GetProperty("message").GetString()).ShouldBe((400, "Nothing was published. Your draft stays as it is."));
        (await asked).Body.ShouldBe("published");
        server.Addresses.Select(address => address.EndsWith("?asksFirst=true", StringComparison.Ordinal)).ShouldBe([true, true, false]);
        server.Bodies.ShouldAllBe(sent => sent == body);
        (await IsSaved(frame)).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_studio_wants_to_go_our_own_page_goes()
    {
        await using var screen = await Screen.Open(house, "en-GB", signedInAs: WebHouse.Administrator);
        var frame = await Frame(screen.Page);
        await screen.Page.EvaluateAsync("() => { window.heard = []; window.addEventListener('message', event => window.heard.push(event.data.bofGo)); }");
        var history = await screen.Page.EvaluateAsync<int>("history.length");

        await frame.EvaluateAsync(
            """
            base => {
              history.pushState(null, '', `${base}/workflows/instances/i%201/view`);
              history.pushState(null, '', 'workflows/definitions/copy/edit');
              history.pushState(null, '', 'workflows/definitions');
              history.pushState(null, '', 'elsewhere/at/all');
              history.pushState(null, '', `${location.pathname}?page=2`);
            }
            """, StudioRoom.StudioPath);

        await screen.Page.WaitForFunctionAsync("window.heard.length === 3");
        (await screen.Page.EvaluateAsync<string[]>("window.heard")).ShouldBe(["/cases/i%201/diagram", "/processes/copy", "/processes"]);
        (await frame.EvaluateAsync<string>("location.pathname + location.search")).ShouldBe($"{StudioRoom.StudioPath}/workflows/definitions/some/edit?page=2");
        (await screen.Page.EvaluateAsync<int>("history.length")).ShouldBe(history);
    }

    async Task<IFrame> Frame(IPage page)
    {
        RealStudio.Require(house);
        await page.RouteAsync($"**{StudioRoom.StudioPath}/_*/**", route => route.AbortAsync());
        await page.EvaluateAsync("path => { const frame = document.createElement('iframe'); frame.id = 'studio'; frame.title = 'Studio'; frame.src = path; document.body.append(frame); }", $"{StudioRoom.StudioPath}/workflows/definitions/some/edit");
        var frame = (await (await page.Locator("#studio").ElementHandleAsync()).ContentFrameAsync())!;
        await frame.WaitForFunctionAsync("typeof window.bofIsSaved === 'function'");
        return frame;
    }

    static Task<bool> IsSaved(IFrame frame) => frame.EvaluateAsync<bool>("window.bofIsSaved()");

    static async Task<Answer> Ask(IFrame frame, string method, string path, string body = """{"model":1}""")
    {
        var answer = await frame.EvaluateAsync<JsonElement>(
            """
            async ([method, path, body]) => {
              const answer = await fetch(path, method === 'GET' ? {} : { method, body });
              return { status: answer.status, body: await answer.text() };
            }
            """, new[] { method, path, body });
        return new Answer(answer.GetProperty("status").GetInt32(), answer.GetProperty("body").GetString()!);
    }

    sealed record Answer(int Status, string Body);

    /// <summary>Gives the answers that a test names, in their order.</summary>
    sealed class Server
    {
        readonly Queue<Answer> answers = [];

        public List<string?> Bodies { get; } = [];
        public List<string> Addresses { get; } = [];

        public static async Task<Server> Stand(IPage page)
        {
            var server = new Server();
            await page.RouteAsync("**/elsa/api/**", server.Answer);
            return server;
        }

        public void Answers(params IReadOnlyList<Answer> next)
        {
            answers.Clear();
            foreach (var answer in next)
                answers.Enqueue(answer);
        }

        Task Answer(IRoute route)
        {
            Bodies.Add(route.Request.PostData);
            Addresses.Add(route.Request.Url);
            var answer = answers.Dequeue();
            return route.FulfillAsync(new() { Status = answer.Status, Body = answer.Body, ContentType = "application/problem+json" });
        }
    }
}
