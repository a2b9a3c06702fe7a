using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

public sealed class HttpEndpointTests
{
    const string Starts = """ "customProperties":{"canStartWorkflow":true}""";

    static string Endpoint(string id, string path, params string[] members) =>
        Write.Activity("Elsa.HttpEndpoint", id, [Write.Input("path", "String", "Literal", path), .. members]);

    static string Methods(params string[] methods) => Write.Input("supportedMethods", "String[]", "Literal", methods);

    static string Answer(string id, string script) => Write.Activity("Elsa.WriteHttpResponse", id, Write.Input("content", "Object", "JavaScript", script));

    static Dictionary<string, object?> Request(string exchange, object? content = null, string? violation = null) => new HttpArrival(exchange, "POST", "orders/7")
    {
        RouteData = new Dictionary<string, object?> { ["id"] = "7" },
        Query = new Dictionary<string, object?> { ["q"] = "x" },
        Content = content,
        Violation = violation
    }.ToNews();

    [Fact]
    public void A_trigger_is_found_by_each_method_and_shape()
    {
        var bench = new Bench(Write.Sequence(Endpoint("E", "orders/{id?}", Methods("post", "PUT"), Starts)));

        bench.Triggers().Select(trigger => trigger.Request.Key).ShouldBe(["POST /orders/{}", "POST /orders", "PUT /orders/{}", "PUT /orders"]);
    }

    [Fact]
    public async Task The_request_that_starts_an_instance_is_answered_by_it()
    {
        var bench = new Bench(Write.Definition($$"""{"id":"root","type":"Elsa.Sequence","activities":[{{Endpoint("E", "orders/{id}", Starts, """ "routeData":{"typeName":"Object","memoryReference":{"id":"Route-id"}},"parsedContent":{"typeName":"Object","memoryReference":{"id":"Body-id"}}""")}},{{Answer("A", "({ id: variables.Route.id, n: variables.Body.n + 1 })")}}]}""",
            Write.Variable("Route", "ObjectDictionary") + "," + Write.Variable("Body", "Object")));

        await bench.StartBy(new StartOrder(Guid.CreateVersion7(bench.Now)) { TriggerActivityId = "E", News = Request("x1", new Dictionary<string, object?> { ["n"] = 1L }) });

        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Finished);
        var effect = bench.Effects.ShouldHaveSingleItem();
        (effect.Kind, effect.Key).ShouldBe(("http-response", "x1"));
        (effect.Payload["status"], effect.Payload["text"], effect.Payload["contentType"]).ShouldBe((200L, """{"id":"7","n":2}""", "application/json"));
    }

    [Fact]
    public async Task A_waiting_endpoint_waits_for_each_method_and_goes_on_with_the_first_that_comes()
    {
        var bench = new Bench(Write.Sequence(Endpoint("E", "orders/{id}", Methods("GET", "POST")), Answer("A", "'thanks'")));
        await bench.Start();
        bench.Instance.Bookmarks.Select(bookmark => bookmark.Key).ShouldBe(["GET /orders/{}", "POST /orders/{}"]);

        bench.Reopen();
        await bench.Resume("Elsa.HttpEndpoint", "POST /orders/{}", Request("x2"));

        bench.Instance.Bookmarks.ShouldBeEmpty();
        bench.Effects.Single().Payload["text"].ShouldBe("thanks");
    }

    [Fact]
    public async Task Whoever_wakes_an_endpoint_without_a_request_leaves_it_waiting()
    {
        var bench = new Bench(Write.Sequence(Endpoint("E", "orders"), Write.Line("after")));
        await bench.Start();

        await bench.Resume("Elsa.HttpEndpoint", "GET /orders");

        bench.Instance.Bookmarks.Single().Kind.ShouldBe("Elsa.HttpEndpoint");
        bench.Console.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_in_a_later_burst_goes_to_the_request_that_is_still_open()
    {
        var bench = new Bench(Write.Sequence(Endpoint("E", "orders"), Write.Event("Go"), Answer("A", "'late'")));
        await bench.Start();
        await bench.Resume("Elsa.HttpEndpoint", "GET /orders", Request("x3"));
        bench.Effects.ShouldBeEmpty();

        bench.Reopen();
        await bench.Event("Go");

        bench.Effects.Single().Key.ShouldBe("x3");
    }

    [Fact]
    public async Task A_request_is_answered_once()
    {
        var bench = new Bench(Write.Sequence(Endpoint("E", "orders"), Answer("A", "'one'"), Answer("B", "'two'")));
        await bench.Start();

        await bench.Resume("Elsa.HttpEndpoint", "GET /orders", Request("x4"));

        bench.Effects.Single().Payload["text"].ShouldBe("one");
        bench.Journal.ShouldContain("B Unheard");
    }

    [Theory]
    [InlineData(true, 0, "Finished")]
    [InlineData(false, 1, "Suspended")]
    public async Task An_answer_that_nobody_waits_for_holds_nobody_up_unless_the_host_does_as_elsa(bool goesOn, int waits, string status)
    {
        var bench = new Bench(Write.Sequence(Answer("A", "'hello'")), new EngineOptions { GoOnUnheard = goesOn });

        await bench.Start();

        (bench.Instance.Bookmarks.Count, bench.Instance.SubStatus.ToString()).ShouldBe((waits, status));
        bench.Effects.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rule_that_is_broken_is_a_way_of_its_own()
    {
        var bench = new Bench(Write.Flow("E>A E:File~too~large>B", Endpoint("E", "orders"), Write.Line("A"), Write.Line("B")).Replace('~', ' '));
        await bench.Start();

        await bench.Resume("Elsa.HttpEndpoint", "GET /orders", Request("x5", violation: HttpRules.FileTooLarge));

        bench.Console.ShouldBe(["B"]);
    }

    [Theory]
    [InlineData("a.pdf", "application/pdf", 10, null)]
    [InlineData("a.PDF", "application/pdf; charset=x", 10, null)]
    [InlineData("a.pdf", "application/pdf", 11, "File too large")]
    [InlineData("a.exe", "application/pdf", 10, "Invalid file extension")]
    [InlineData("a", "application/pdf", 10, "Invalid file extension")]
    [InlineData("a.png", "image/png", 10, null)]
    [InlineData("a.pdf", "text/html", 10, "Invalid file MIME type")]
    [InlineData("a.pdf", null, 10, "Invalid file MIME type")]
    public void Files_are_held_against_the_rules(string name, string? type, long length, string? broken)
    {
        var rules = new HttpRules("x") { FileSizeLimit = 10, AllowedExtensions = [".pdf", "png"], AllowedTypes = ["application/pdf", "image/*"] };

        HttpRules.From(Values.Normalize(rules.ToPayload("POST"))).FindBroken(name, type, length).ShouldBe(broken);
    }

    [Fact]
    public void A_path_that_is_none_is_an_error_with_its_place()
    {
        var finding = new Bench(Write.Sequence(Endpoint("E", "v{x}", Starts))).Findings.ShouldHaveSingleItem();

        (finding.Code, finding.ActivityId, finding.Property).ShouldBe(("http-path-invalid", "E", "path"));
    }

    [Fact]
    public void Two_endpoints_that_take_the_same_request_are_an_error()
    {
        var findings = new Bench(Write.Sequence(Endpoint("E", "orders/{id}", Starts), Endpoint("F", "orders/{number}", Methods("GET", "POST"), Starts))).Findings;

        findings.ShouldHaveSingleItem().Arguments.ShouldBe(["GET /orders/{}", "E"]);
    }

    [Fact]
    public async Task Several_files_go_as_one_archive_without_folders()
    {
        var files = new List<object?> { new HttpFile([1], "a/../../x.txt").ToValue(), new HttpFile([2], "x.txt").ToValue(), "three" };
        var bench = new Bench(Write.Definition(
            $$"""{"id":"root","type":"Elsa.Sequence","activities":[{{Endpoint("E", "f", """ "parsedContent":{"typeName":"Object","memoryReference":{"id":"Body-id"}}""")}},{{Write.Activity("Elsa.WriteFileHttpResponse", "A", Write.Input("content", "Object", "Variable", new { id = "Body-id", name = "Body" }))}}]}""",
            Write.Variable("Body", "Object")));
        await bench.Start();

        await bench.Resume("Elsa.HttpEndpoint", "GET /f", Request("x6", files));

        var sent = Convert.FromBase64String((string)bench.Effects.Single().Payload["base64"]!);
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(sent));
        archive.Entries.Select(entry => entry.FullName).ShouldBe(["x.txt", "2-x.txt", "file.txt"], ignoreOrder: true);
    }
}
