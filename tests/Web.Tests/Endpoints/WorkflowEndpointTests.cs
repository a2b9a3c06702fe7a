using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BackOfficeFlow.Runtime;
using Shouldly;
using Xunit;
using static BackOfficeFlow.Web.Tests.EndpointHouse;

namespace BackOfficeFlow.Web.Tests;

/// <summary>Requests over the wire to workflows of the running product.</summary>
public sealed class WorkflowEndpointTests(EndpointHouse house) : IClassFixture<EndpointHouse>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Cancel);

    static async Task<string> CodeOf(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(await Text(answer));
        return $"{(int)answer.StatusCode} {problem.RootElement.GetProperty("code").GetString()}";
    }

    [Fact]
    public async Task A_request_starts_a_workflow_that_reads_it_and_answers_it()
    {
        await house.Publish("order", Endpoint("orders/{id:int}"),
            Reply("({ id: variables.Route.id, name: variables.Body.name, q: variables.Query.q, trace: variables.Heads['X-Trace'], key: variables.Heads['Authorization'] ?? 'none' })",
                "," + Input("statusCode", "Literal", "Created") + "," + Input("responseHeaders", "Object", """{"X-Place":"7","Set-Cookie":"a=b","Content-Security-Policy":"none","X-Bad":"a\r\nX-Evil: b"}""")));

        using var answer = await house.Post("/workflows/orders/7?q=a%26b", new { name = "Ána" }, ("X-Trace", "t1"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        (await Text(answer)).ShouldBe("""{"id":"7","name":"Ána","q":"a&b","trace":"t1","key":"none"}""");
        answer.Headers.GetValues("X-Place").ShouldBe(["7"]);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        answer.Headers.Contains("X-Bad").ShouldBeFalse();
        answer.Headers.Contains("X-Evil").ShouldBeFalse();
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox");
        (await house.Instances("order")).ShouldHaveSingleItem().SubStatus.ShouldBe("Finished");
    }

    [Fact]
    public async Task A_workflow_that_answers_nothing_is_answered_with_nothing()
    {
        await house.Publish("silent", Endpoint("silent"), Step("Elsa.WriteLine", "L"));

        using var answer = await house.Post("/workflows/silent", new { });

        ((int)answer.StatusCode, await Text(answer)).ShouldBe((200, ""));
    }

    [Theory]
    [InlineData("POST", "/workflows/nowhere")]
    [InlineData("GET", "/workflows/only-post")]
    [InlineData("POST", "/workflows/only-post/more")]
    [InlineData("POST", "/workflows")]
    [InlineData("POST", "/companies/other/workflows/only-post")]
    public async Task What_nobody_takes_is_not_found_and_never_a_page(string method, string path)
    {
        await house.Publish("only-post", Endpoint("only-post"));

        using var answer = await house.Call(method, path, null, "", ("Accept", "text/html"));

        (await CodeOf(answer)).ShouldBe("404 not-found");
    }

    [Fact]
    public async Task An_answer_without_content_is_no_page_of_ours_whatever_its_status()
    {
        await house.Publish("gone", Endpoint("gone", "GET"), Step("Elsa.WriteHttpResponse", "R", "," + Input("statusCode", "Literal", 404)));

        using var answer = await house.Call("GET", "/workflows/gone", null, "", ("Accept", "text/html"));

        ((int)answer.StatusCode, await Text(answer)).ShouldBe((404, ""));
    }

    [Fact]
    public async Task A_workflow_that_fails_says_so_without_its_inner_parts()
    {
        await house.Publish("broken", Endpoint("broken"), Reply("nothing.there.secretly"));

        using var answer = await house.Post("/workflows/broken", new { });

        (await CodeOf(answer)).ShouldBe("500 process-failed");
        (await Text(answer)).ShouldNotContain("secretly");
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("bof_guess", 401)]
    [InlineData("carrier", 403)]
    [InlineData("theirs", 404)]
    public async Task Only_a_key_for_it_opens_an_endpoint(string? key, int status)
    {
        await house.Publish("closed", Endpoint("closed", "GET"));

        using var answer = await house.Call("GET", "/workflows/closed", null, key switch { "carrier" => house.KeyWithoutScope, "theirs" => house.KeyOfOther, _ => key });

        ((int)answer.StatusCode).ShouldBe(status);
        (await house.Instances("closed")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_key_nobody_learns_what_there_is()
    {
        using var answer = await house.Call("GET", "/workflows/nowhere-at-all", null, null);

        (await CodeOf(answer)).ShouldBe("401 not-signed-in");
        answer.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("ApiKey");
    }

    [Theory]
    [InlineData("same-origin", "Clerk", 200)]
    [InlineData("none", "Clerk", 200)]
    [InlineData("same-origin", "Supervisor", 403)]
    [InlineData("same-origin", "Nobody knows it", 403)]
    [InlineData("cross-site", "Clerk", 401)]
    [InlineData("same-site", "Clerk", 401)]
    [InlineData(null, "Clerk", 401)]
    public async Task Whoever_is_signed_in_calls_it_from_our_own_pages_as_its_policy_says(string? site, string policy, int status)
    {
        var id = $"policy-{Guid.CreateVersion7():N}";
        await house.Publish(id, Endpoint(id, "GET", "," + Input("policy", "Literal", policy)));
        using var browser = await house.NewBrowser().SignedInAs(WebHouse.Clerk);
        if (site is not null)
            browser.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);

        using var answer = await browser.Get($"/workflows/{id}");

        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Of_two_paths_the_one_that_says_more_is_meant()
    {
        await house.Publish("shelf-any", Endpoint("shelf/{name}", "GET"), Reply("'any'"));
        await house.Publish("shelf-rest", Endpoint("shelf/{*rest}", "GET"), Reply("'rest ' + variables.Route.rest"));
        await house.Publish("shelf-one", Endpoint("shelf/one", "GET"), Reply("'one'"));

        (await Text(await house.Call("GET", "/workflows/shelf/ONE"))).ShouldBe("one");
        (await Text(await house.Call("GET", "/workflows/shelf/two"))).ShouldBe("any");
        (await Text(await house.Call("GET", "/workflows/shelf/a/b"))).ShouldBe("rest a/b");
    }

    [Fact]
    public async Task Two_processes_cannot_take_the_same_request()
    {
        await house.Publish("first-come", Endpoint("desk/{id}", "GET POST"));

        var refused = await Should.ThrowAsync<RuleBrokenException>(() => house.Publish("late", Endpoint("desk/{number}", "PUT POST")));

        (refused.Code, refused.Message.Contains("first-come"), refused.Message.Contains("E1")).ShouldBe(("http-path-taken", true, true));
        // Another company's paths are its own.
        await house.PublishFor(WebHouse.Other, "late", Endpoint("desk/{number}", "PUT POST"));
        // And so is the process's own next version.
        await house.Publish("first-come", Endpoint("desk/{number}", "GET POST"), Step("Elsa.WriteLine", "L"));
    }

    [Fact]
    public async Task A_repeated_request_runs_nothing_again_and_is_answered_alike()
    {
        await house.Publish("once", Endpoint("once"), Reply("({ guid: newGuidString(), n: variables.Body.n })"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => house.Post("/workflows/once", new { n = 1 }, ("Idempotency-Key", "k-1"))));
        using var other = await house.Post("/workflows/once", new { n = 1 }, ("Idempotency-Key", "k-2"));
        using var mistake = await house.Post("/workflows/once", new { n = 2 }, ("Idempotency-Key", "k-1"));

        (await Task.WhenAll(answers.Select(Text))).Distinct().ShouldHaveSingleItem().ShouldNotBe(await Text(other));
        (await CodeOf(mistake)).ShouldBe("409 operation-reused");
        (await house.Instances("once")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_waiting_case_is_woken_by_its_request_and_only_once()
    {
        await house.Publish("asks", Endpoint("asks"), Endpoint("*asks/{id}/answer"), Reply("'thanks for ' + variables.Body.answer"));
        (await house.Post("/workflows/asks", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var only = (await house.Instances("asks")).Single();

        using var first = await house.Post("/workflows/asks/1/answer", new { answer = "this" }, ("Idempotency-Key", "a-1"));
        using var again = await house.Post("/workflows/asks/1/answer", new { answer = "this" }, ("Idempotency-Key", "a-1"));
        using var late = await house.Post("/workflows/asks/1/answer", new { answer = "that" });

        (await Text(first), await Text(again)).ShouldBe(("thanks for this", "thanks for this"));
        (await CodeOf(late)).ShouldBe("404 not-found");
        (await house.Instances("asks")).Single(instance => instance.Id == only.Id).SubStatus.ShouldBe("Finished");
    }

    [Fact]
    public async Task Of_several_waiting_cases_the_request_says_which()
    {
        await house.Publish("votes", Endpoint("votes"), Endpoint("*vote"), Reply("'counted ' + getCorrelationId()"));
        (await house.Post("/workflows/votes", new { }, ("X-Correlation-ID", "A"))).Dispose();
        (await house.Post("/workflows/votes?correlationId=B", new { })).Dispose();
        var cases = await house.Instances("votes");

        (await CodeOf(await house.Post("/workflows/vote", new { }))).ShouldBe("409 ambiguous");
        (await Text(await house.Post("/workflows/vote", new { }, ("X-Correlation-ID", "B")))).ShouldBe("counted B");
        (await CodeOf(await house.Post("/workflows/vote", new { }, ("X-Workflow-Instance-ID", cases[1].Id.ToString())))).ShouldBe("404 not-found");
        (await CodeOf(await house.Post("/workflows/vote", new { }, ("X-Workflow-Instance-ID", "nonsense")))).ShouldBe("404 not-found");
        (await Text(await house.Post($"/workflows/vote?workflowInstanceId={cases[0].Id}", new { }))).ShouldBe("counted A");
    }

    [Fact]
    public async Task Bodies_are_read_by_their_type()
    {
        await house.Publish("echo", Endpoint("echo"), Reply("typeof variables.Body + ' ' + JSON.stringify(variables.Body)"));
        Task<string> Echo(HttpContent content) => house.Call("POST", "/workflows/echo", content).ContinueWith(answer => Text(answer.Result), TaskScheduler.Default).Unwrap();

        (await Echo(new StringContent("hé", Encoding.Latin1, "text/plain"))).ShouldBe("string \"hé\"");
        (await Echo(new StringContent("<a/>", Encoding.UTF8, "application/xml"))).ShouldBe("string \"<a/>\"");
        (await Echo(new StringContent("[1,2]", Encoding.UTF8, "application/vnd.x+json"))).ShouldBe("object [1,2]");
        (await Echo(new FormUrlEncodedContent([new("a", "1"), new("b", "x y"), new("b", "z")]))).ShouldBe("""object {"a":"1","b":["x y","z"]}""");
        (await CodeOf(await house.Call("POST", "/workflows/echo", new StringContent("{\"a\":", Encoding.UTF8, "application/json")))).ShouldBe("400 bad-json");
        using var cut = new ByteArrayContent("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end"u8.ToArray()) { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=B") } };
        (await CodeOf(await house.Call("POST", "/workflows/echo", cut))).ShouldBe("400 bad-form");
    }

    static MultipartFormDataContent Upload(string name, string type, int length)
    {
        var file = new ByteArrayContent(new byte[length]);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return new MultipartFormDataContent { { new StringContent("hello"), "note" }, { file, "photo", name } };
    }

    [Fact]
    public async Task Files_come_with_the_form_and_go_back_as_they_came()
    {
        await house.Publish("files", Endpoint("files"), Step("Elsa.WriteFileHttpResponse", "R", "," + Input("content", "JavaScript", "variables.Files[0]") + "," + Input("filename", "JavaScript", "variables.Body.note + '.png'")));

        using var answer = await house.Call("POST", "/workflows/files", Upload("a.png", "image/png", 1000));

        (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName).ShouldBe((HttpStatusCode.OK, "image/png", "hello.png"));
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).Length.ShouldBe(1000);
    }

    [Theory]
    [InlineData("a.png", "image/png", 5000, "413 file-too-large")]
    [InlineData("a.exe", "image/png", 10, "415 file-extension")]
    [InlineData("a.png", "text/html", 10, "415 file-type")]
    public async Task A_file_that_breaks_a_rule_is_refused_before_anything_starts(string name, string type, int length, string code)
    {
        const string Rules = "," + "\"fileSizeLimit\":{\"typeName\":\"Int64\",\"expression\":{\"type\":\"Literal\",\"value\":4000}},\"blockedFileExtensions\":{\"typeName\":\"String[]\",\"expression\":{\"type\":\"Object\",\"value\":\"[\\\".exe\\\"]\"}},\"allowedMimeTypes\":{\"typeName\":\"String[]\",\"expression\":{\"type\":\"Object\",\"value\":\"[\\\"image/*\\\"]\"}}";
        await house.Publish("strict-files", Endpoint("strict-files", "POST", Rules));

        using var answer = await house.Call("POST", "/workflows/strict-files", Upload(name, type, length));

        (await CodeOf(answer)).ShouldBe(code);
        (await house.Instances("strict-files")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_that_is_too_large_is_refused_whether_or_not_it_says_its_length(bool isChunked)
    {
        await house.Publish("small", Endpoint("small", "POST", ",\"requestSizeLimit\":{\"typeName\":\"Int64\",\"expression\":{\"type\":\"Literal\",\"value\":100}}"));
        await house.Publish("host-limit", Endpoint("host-limit"));
        HttpContent Body(int length) => isChunked ? new StreamContent(new Endless(length)) : new ByteArrayContent(new byte[length]);

        (await CodeOf(await house.Call("POST", "/workflows/small", Body(101)))).ShouldBe("413 request-too-large");
        (await house.Call("POST", "/workflows/small", Body(100))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CodeOf(await house.Call("POST", "/workflows/host-limit", Body((1 << 20) + 1)))).ShouldBe("413 request-too-large");
        (await house.Instances("host-limit")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rule_that_the_workflow_deals_with_itself_is_one_of_its_ways()
    {
        await house.Publish("tolerant", Endpoint("tolerant", "POST", ",\"requestSizeLimit\":{\"typeName\":\"Int64\",\"expression\":{\"type\":\"Literal\",\"value\":10}},\"exposeRequestTooLargeOutcome\":true"), Reply("'fits'"));

        (await Text(await house.Call("POST", "/workflows/tolerant", new ByteArrayContent(new byte[10])))).ShouldBe("fits");
        // Its way is not drawn: the workflow ends without an answer.
        (await Text(await house.Call("POST", "/workflows/tolerant", new ByteArrayContent(new byte[11])))).ShouldBe("");
        (await house.Instances("tolerant")).Count.ShouldBe(2);
    }

    string Ask(string path) => Step("Elsa.FlowSendHttpRequest", "C", "," + Input("url", "Literal", house.OtherUrl + path) + ""","parsedContent":{"typeName":"Object","memoryReference":{"id":"got-id"}}""");

    [Fact]
    public async Task A_workflow_that_asks_another_system_answers_with_what_that_says()
    {
        await house.Publish("rates", Endpoint("rates"), Ask("/"), Reply("({ rate: variables.Got.rate, for: variables.Body.of })"));

        using var answer = await house.Post("/workflows/rates", new { of = "EUR" }, ("Idempotency-Key", "r-1"));
        var calls = house.OtherCalls;
        using var again = await house.Post("/workflows/rates", new { of = "EUR" }, ("Idempotency-Key", "r-1"));

        (await Text(answer)).ShouldBe("""{"rate":1.25,"for":"EUR"}""");
        (await Text(again)).ShouldBe("""{"rate":1.25,"for":"EUR"}""");
        house.OtherCalls.ShouldBe(calls);
        (await house.Instances("rates")).ShouldHaveSingleItem().SubStatus.ShouldBe("Finished");
    }

    [Fact]
    public async Task Whoever_cannot_wait_is_told_which_case_goes_on_and_gets_its_answer_later_under_the_same_key()
    {
        await house.Publish("slow", Endpoint("slow", "POST", "," + Input("requestTimeout", "Literal", "00:00:00.2")), Ask("/slow"), Reply("'at last'"));

        using var early = await house.Post("/workflows/slow", new { }, ("Idempotency-Key", "s-1"));
        early.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var only = (await house.Instances("slow")).Single();
        early.Headers.GetValues("X-Workflow-Instance-ID").Single().ShouldBe(only.Id.ToString());
        house.Thought.SetResult();

        using var late = await house.Post("/workflows/slow", new { }, ("Idempotency-Key", "s-1"));
        (await Text(late)).ShouldBe("at last");
        (await house.Instances("slow")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_case_that_goes_on_to_wait_for_people_leaves_nobody_hanging()
    {
        await house.Publish("patient", Endpoint("patient"), Step("Elsa.Event", "Ev", "," + Input("eventName", "Literal", "never")), Reply("'unheard'"));

        using var answer = await house.Post("/workflows/patient", new { });

        ((int)answer.StatusCode, await Text(answer)).ShouldBe((200, ""));
        (await house.Instances("patient")).Single().SubStatus.ShouldBe("Suspended");
    }

    /// <summary>So many bytes without a stated length.</summary>
    sealed class Endless(int length) : Stream
    {
        int left = length;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var part = Math.Min(count, left);
            left -= part;
            return part;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

/// <summary>What strangers may do where the administrator lets them in.</summary>
public sealed class OpenEndpointTests(OpenEndpointHouse house) : IClassFixture<OpenEndpointHouse>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/companies/acme/workflows/door", 200)]
    [InlineData("/companies/other/workflows/door", 404)]
    [InlineData("/companies/ghost/workflows/door", 404)]
    [InlineData("/workflows/door", 404)]
    [InlineData("/companies/acme/workflows/vault", 401)]
    [InlineData("/companies/acme/workflows/policy", 401)]
    public async Task A_stranger_enters_only_what_asks_for_nobody_and_names_the_company(string path, int status)
    {
        await house.Publish("door", Endpoint("door", "GET"), Reply("'come in'"));
        await house.Publish("vault", Endpoint("vault", "GET", "," + Input("authorize", "Literal", true)));
        await house.Publish("policy", Endpoint("policy", "GET", "," + Input("policy", "Literal", "Clerk")));

        using var answer = await house.Call("GET", path, null, null);

        ((int)answer.StatusCode).ShouldBe(status);
        if (status == 200)
            (await answer.Content.ReadAsStringAsync(Cancel)).ShouldBe("come in");
    }
}
