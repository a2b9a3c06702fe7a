using System.Text;
using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Tests;

public sealed class HttpRequestTests
{
    static string Url(string url = "https://api.example/things?key=1") => Write.Input("url", "Uri", "Literal", url);

    static string Call(params string[] members) => Write.Activity("Elsa.FlowSendHttpRequest", "Call", [Url(), .. members]);

    static Dictionary<string, object?> Reply(long status, string? text = null, string type = "application/json") =>
        new() { ["status"] = status, ["text"] = text, ["contentType"] = type, ["headers"] = new Dictionary<string, object?> { ["X-A"] = new List<object?> { "1" } } };

    static async Task Answer(Bench bench, object news)
    {
        var wait = bench.Instance.Bookmarks.Single();
        bench.Reopen();
        await bench.Resume(wait.Kind, wait.Key, news);
    }

    [Fact]
    public async Task A_call_is_asked_for_and_waited_for_never_made_within_the_burst()
    {
        var bench = new Bench(Write.Sequence(Call(Write.Input("method", "String", "Literal", "post"), Write.Input("content", "Object", "JavaScript", "({ a: 1 })"), Write.Input("contentType", "String", "Literal", "application/json"))));

        await bench.Start();

        var effect = bench.Effects.ShouldHaveSingleItem();
        (effect.Payload["url"], effect.Payload["method"], effect.Payload["text"]).ShouldBe(("https://api.example/things?key=1", "POST", """{"a":1}"""));
        bench.Instance.Bookmarks.Single().Key.ShouldBe($"http-request:{bench.Instance.Id:N}/{effect.Key}");
    }

    [Fact]
    public async Task Content_without_a_type_is_not_sent()
    {
        var bench = new Bench(Write.Sequence(Call(Write.Input("content", "Object", "Literal", "x"))));

        await bench.Start();

        bench.Effects.Single().Payload.ContainsKey("text").ShouldBeFalse();
    }

    [Theory]
    [InlineData(200, "200 done", "x1")]
    [InlineData(404, "unmatched done", "x1")]
    public async Task An_expected_status_is_a_way_of_its_own_beside_done(int status, string lines, string header)
    {
        var bench = new Bench(Write.Definition(Write.FlowActivity("flow", "Call:200>200 Call:Unmatched~status~code>unmatched Call>done",
                Call(""" "parsedContent":{"typeName":"Object","memoryReference":{"id":"Body-id"}},"responseHeaders":{"typeName":"Object","memoryReference":{"id":"Heads-id"}}"""),
                Write.Line("200"), Write.Line("unmatched"), Write.Line("done")).Replace('~', ' '),
            Write.Variable("Body", "Object") + "," + Write.Variable("Heads", "HttpHeaders")));
        await bench.Start();

        await Answer(bench, Reply(status, """{"a":[1]}"""));

        string.Join(' ', bench.Console).ShouldBe(lines);
        ((Dictionary<string, object?>)bench.Instance.Variables["Body"]!)["a"].ShouldBe(new List<object?> { 1L });
        ("x" + ((List<object?>)((Dictionary<string, object?>)bench.Instance.Variables["Heads"]!)["X-A"]!)[0]).ShouldBe(header);
    }

    [Theory]
    [InlineData("Failed to connect", "lost")]
    [InlineData("Timeout", "late")]
    public async Task A_call_without_an_answer_has_ways_of_its_own(string failed, string line)
    {
        var bench = new Bench(Write.Flow("Call:Failed~to~connect>lost Call:Timeout>late Call>done", Call(), Write.Line("lost"), Write.Line("late"), Write.Line("done")).Replace('~', ' '));
        await bench.Start();

        await Answer(bench, new Dictionary<string, object?> { ["failed"] = failed, ["error"] = "no route" });

        bench.Console.ShouldBe([line]);
        bench.Journal.ShouldContain("Call Error");
    }

    [Theory]
    [InlineData(201, "made")]
    [InlineData(500, "other")]
    [InlineData(204, "")]
    public async Task The_activity_of_the_status_runs_and_then_what_follows(int status, string line)
    {
        var bench = new Bench(Write.Sequence(
            Write.Activity("Elsa.SendHttpRequest", "Call", Url(),
                $$"""  "expectedStatusCodes":[{"statusCode":201,"activity":{{Write.Line("made")}}},{"statusCode":204,"activity":null}],"unmatchedStatusCode":{{Write.Line("other")}}"""),
            Write.Line("after")));
        await bench.Start();

        await Answer(bench, Reply(status));

        bench.Console.ShouldBe(line.Length == 0 ? ["after"] : [line, "after"]);
    }

    [Fact]
    public async Task A_download_gives_a_file_with_a_name_that_is_only_a_name()
    {
        var bench = new Bench(Write.Definition($$"""{"id":"root","type":"Elsa.Sequence","activities":[{{Write.Activity("Elsa.DownloadHttpFile", "Call", Url(), """ "result":{"typeName":"Object","memoryReference":{"id":"File-id"}}""")}}]}""", Write.Variable("File", "Object")));
        await bench.Start();

        await Answer(bench, new Dictionary<string, object?>
        {
            ["status"] = 200L,
            ["base64"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("hi")),
            ["contentType"] = "text/plain; charset=utf-8",
            ["contentHeaders"] = new Dictionary<string, object?> { ["Content-Disposition"] = new List<object?> { "attachment; filename=\"../../etc/a.txt\"" } }
        });

        var file = HttpFile.From((Dictionary<string, object?>)bench.Instance.Variables["File"]!)!;
        (file.Filename, file.ContentType, Encoding.UTF8.GetString(file.Content)).ShouldBe(("a.txt", "text/plain", "hi"));
    }

    [Fact]
    public async Task Secrets_stand_neither_in_the_saved_instance_nor_in_the_journal()
    {
        var bench = new Bench(Write.Sequence(Call(
            Write.Input("authorization", "String", "JavaScript", "'Bearer ' + 'hush' + 'hush'"), Write.Input("requestHeaders", "HttpHeaders", "JavaScript", "({ 'X-Api-Key': 'hush' + 'hush' })"))));

        var burst = await bench.Start();

        bench.Effects.Single().Payload["authorization"].ShouldBe("Bearer hushhush");
        Encoding.UTF8.GetString(bench.Instance.Save()).ShouldNotContain("hushhush");
        burst.Events.SelectMany(line => line.Details?.Values ?? []).ShouldNotContain(value => Values.Text(value)!.Contains("hushhush"));
    }

    [Fact]
    public async Task A_step_that_is_run_again_makes_a_call_of_its_own()
    {
        var bench = new Bench(Write.Sequence(Write.Activity("Elsa.SendHttpRequest", "Call", Url(), $$"""  "unmatchedStatusCode":{{Write.Script("S", "nothing.here")}}""")));
        await bench.Start();
        var first = bench.Effects.Single().Key;
        await Answer(bench, Reply(500));
        bench.Instance.Incidents.Count.ShouldBe(1);

        await bench.Alter("""[{"type":"ScheduleActivity","activityInstanceId":"EXECUTION"}]""".Replace("EXECUTION", first));

        bench.Effects.Select(effect => effect.Key).Distinct().Count().ShouldBe(bench.Effects.Count);
    }

    [Theory]
    [InlineData("""{"mode":"Identifier","strategyId":"patient"}""", "patient")]
    [InlineData("""{"mode":"Expression","expression":{"type":"JavaScript","value":"'calc' + 'ulated'"}}""", "calculated")]
    public async Task The_strategy_of_the_definition_goes_along(string strategy, string expected)
    {
        var bench = new Bench(Write.Sequence(Call($$""" "customProperties":{"resilienceStrategy":{{strategy}}}""")));

        await bench.Start();

        bench.Effects.Single().Payload["resilience"].ShouldBe(expected);
    }

    [Theory]
    [InlineData("ftp://x/y")]
    [InlineData("/relative")]
    [InlineData("")]
    public async Task What_is_no_address_is_an_incident(string url)
    {
        var bench = new Bench(Write.Sequence(Write.Activity("Elsa.FlowSendHttpRequest", "Call", Write.Input("url", "Uri", "JavaScript", $"'{url}'"))));

        await bench.Start();

        bench.Instance.Incidents.Single().Code.ShouldBe("http-url-invalid");
        bench.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void Forms_and_parts_are_written_by_their_type()
    {
        var fields = new Dictionary<string, object?> { ["a b"] = "c&d", ["n"] = new List<object?> { 1L, 2L }, ["f"] = new HttpFile([65], "x\".txt").ToValue() };

        HttpBody.Of(fields.Where(field => field.Key != "f").ToDictionary(), "application/x-www-form-urlencoded", "B").Text.ShouldBe("a+b=c%26d&n=1&n=2");
        var parts = HttpBody.Of(fields, "multipart/form-data", "B");
        (parts.ContentType, Encoding.UTF8.GetString(parts.Bytes!)).ShouldBe(("multipart/form-data; boundary=B",
            "--B\r\nContent-Disposition: form-data; name=\"a b\"\r\n\r\nc&d\r\n--B\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n1\r\n--B\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n2\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x%22.txt\"\r\nContent-Type: application/octet-stream\r\n\r\nA\r\n--B--\r\n"));
    }
}
