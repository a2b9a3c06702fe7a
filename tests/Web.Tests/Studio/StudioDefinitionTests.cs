using System.Text;
using System.Text.Json.Nodes;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>Definitions over the wire, asked for and changed as the designer does it.</summary>
public sealed class StudioDefinitionTests(WebHouse house, StudioPeople people) : IClassFixture<StudioPeople>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_save_makes_a_draft_that_can_be_opened()
    {
        var designer = await people.Designer;

        var saved = await designer.Post("/workflow-definitions", new JsonObject { ["model"] = StudioModel.New("Brand new"), ["publish"] = null });

        var definition = saved["workflowDefinition"]!.AsObject();
        (saved["alreadyPublished"]!.GetValue<bool>(), saved["consumingWorkflowCount"]!.GetValue<int>(), saved["validationErrors"]!.AsArray().Count).ShouldBe((false, 0, 0));
        (definition["version"]!.GetValue<int>(), definition["isLatest"]!.GetValue<bool>(), definition["isPublished"]!.GetValue<bool>()).ShouldBe((1, true, false));
        Guid.TryParse(definition.Text("id"), out _).ShouldBeTrue();
        definition["root"]!["nodeId"]!.ToString().ShouldBe("Workflow1:98ab009afac052ae");
        foreach (var list in (string[])["variables", "inputs", "outputs", "outcomes"])
            definition[list]!.AsArray().ShouldBeEmpty();
        foreach (var list in (string[])["activities", "variables", "connections"])
            definition["root"]![list]!.AsArray().ShouldBeEmpty();
        definition["links"]!.AsArray().ShouldContain(link => link!["rel"]!.ToString() == "publish");
        var opened = await designer.Latest(definition.Text("definitionId"));
        JsonNode.DeepEquals(opened, definition).ShouldBeTrue();
    }

    [Fact]
    public async Task A_draft_is_written_over_and_after_publishing_comes_a_new_one()
    {
        var designer = await people.Designer;
        var first = await designer.Save(StudioModel.Named("rounds").With("A"));

        var again = await designer.Save(first.With("B"));
        var published = await designer.Save(again, publish: true);
        var next = await designer.Save(published.With("C"));
        var last = await designer.Save(next, publish: true);

        (again.Text("id"), again["version"]!.GetValue<int>()).ShouldBe((first.Text("id"), 1));
        (published.Text("id"), published["isPublished"]!.GetValue<bool>()).ShouldBe((first.Text("id"), true));
        (next["version"]!.GetValue<int>(), next["isLatest"]!.GetValue<bool>(), next["isPublished"]!.GetValue<bool>()).ShouldBe((2, true, false));
        next.Text("id").ShouldNotBe(first.Text("id"));
        last["isPublished"]!.GetValue<bool>().ShouldBeTrue();
        var versions = await designer.Get("/workflow-definitions?versionOptions=AllVersions&Page=0&PageSize=10&DefinitionIds=rounds&OrderBy=Version&OrderDirection=Descending");
        versions["items"]!.AsArray().Select(item => (item!["version"]!.GetValue<int>(), item["isLatest"]!.GetValue<bool>(), item["isPublished"]!.GetValue<bool>()))
            .ShouldBe([(2, true, true), (1, false, false)]);
        (await designer.Get($"/workflow-definitions/by-id/{first.Text("id")}"))["root"]!["activities"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_sent_comes_back_and_what_the_designer_knows_nothing_of_stays()
    {
        var designer = await people.Designer;
        var imported = await designer.Post("/workflow-definitions/import", JsonNode.Parse(
            """{"$schema":"s","id":"x-1","definitionId":"kept","name":"Kept","version":1,"xTeam":"billing","inputs":[{"name":"Amount","type":"Decimal","isRequired":true}],"customProperties":{"backOfficeFlow":{"caseData":"Data"}},"options":{"mine":7},"root":{"id":"F","type":"Elsa.Flowchart","version":1,"activities":[],"connections":[]}}"""));
        var model = imported.DeepClone().AsObject();
        // As its client does: what it has no member for is not sent.
        model.Remove("xTeam");
        model.Remove("$schema");
        model["options"] = JsonNode.Parse("""{"usableAsActivity":false}""");
        model["inputs"]![0]!.AsObject().Remove("isRequired");

        var saved = await designer.Save(model.With("Line"));

        var step = saved.Step(0);
        (step.Text("id"), step.Text("nodeId"), step["metadata"]!["designer"]!["position"]!["x"]!.GetValue<int>()).ShouldBe(("Line", "Workflow1:F:Line", 10));
        saved["root"]!["connections"]!.AsArray().ShouldBeEmpty();
        saved["xTeam"]!.ToString().ShouldBe("billing");
        saved["inputs"]![0]!["isRequired"]!.GetValue<bool>().ShouldBeTrue();
        saved["options"]!["mine"]!.GetValue<int>().ShouldBe(7);
        var stored = JsonNode.Parse(await Export(designer, "kept"))!.AsObject();
        stored["$schema"]!.ToString().ShouldBe("s");
        stored["customProperties"]!.ToJsonString().ShouldBe("""{"backOfficeFlow":{"caseData":"Data"}}""");
        stored.ToJsonString().ShouldNotContain("nodeId");
        stored.ContainsKey("links").ShouldBeFalse();
        (stored.Text("id"), stored["version"]!.GetValue<int>()).ShouldBe((saved.Text("id"), saved["version"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_process_that_is_opened_and_saved_unchanged_stays_as_it_is()
    {
        var designer = await people.Designer;
        foreach (var file in Directory.GetFiles(Repository.PathTo("workflows"), "*.json", SearchOption.AllDirectories).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) is "orders" or "shared" && !Path.GetFileName(file).StartsWith("texts.", StringComparison.Ordinal)))
        {
            using var content = new StringContent(await File.ReadAllTextAsync(file, Cancel), Encoding.UTF8, "application/json");
            using var answer = await designer.Send("POST", "/workflow-definitions/import", content);
            var opened = await StudioBrowser.Read(answer, 200);

            var saved = await designer.Save(opened);

            JsonNode.DeepEquals(saved, opened).ShouldBeTrue(file);
            (await Export(designer, opened.Text("definitionId"))).ShouldBe(await File.ReadAllTextAsync(file, Cancel));
        }
    }

    [Fact]
    public async Task A_second_designer_is_told_and_nothing_is_written_over()
    {
        var (designer, other) = (await people.Designer, await people.OtherDesigner);
        await designer.Save(StudioModel.Named("shared-draft"));
        var (mine, theirs) = ((await designer.Latest("shared-draft"))!, (await other.Latest("shared-draft"))!);

        var saved = await other.Save(theirs.With("Theirs"));
        var said = await designer.RefusedToSave(mine.With("Mine"));

        said.ShouldContain("shared-draft");
        said.ShouldContain("Prueba");
        var standing = (await designer.Latest("shared-draft"))!;
        JsonNode.DeepEquals(standing, saved).ShouldBeTrue();
        await designer.Save(standing.With("Mine"));
        (await other.Latest("shared-draft"))!["root"]!["activities"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_version_that_somebody_published_meanwhile_is_not_written_over_either()
    {
        var (designer, other) = (await people.Designer, await people.OtherDesigner);
        var published = await designer.Save(StudioModel.Named("raced").With("A"), publish: true);
        await other.Save(published.DeepClone().AsObject().With("Theirs"), publish: true);

        var said = await designer.RefusedToSave(published.With("Mine"), publish: true);

        said.ShouldContain("raced");
        (await designer.Latest("raced"))!.Step(1).Text("id").ShouldBe("Theirs");
    }

    [Fact]
    public async Task Who_may_not_change_processes_sees_them_without_a_way_to_publish_and_is_refused()
    {
        var (designer, clerk) = (await people.Designer, await people.Clerk);
        var saved = await designer.Save(StudioModel.Named("read-only").With("A"));

        var seen = (await clerk.Latest("read-only"))!;
        var list = await clerk.Get("/workflow-definitions?versionOptions=Latest&Page=0&PageSize=10&SearchTerm=read-only&IsSystem=False&OrderDirection=Ascending");
        var said = await clerk.RefusedToSave(seen.DeepClone().AsObject().With("B"), publish: true);

        foreach (var links in (JsonNode[])[seen["links"]!, list["links"]!, list["items"]![0]!["links"]!])
            links.AsArray().Select(link => link!["rel"]!.ToString()).ShouldNotContain(rel => rel.Contains("publish"));
        said.ShouldContain("designers");
        foreach (var path in (string[])["/workflow-definitions/read-only/publish", "/workflow-definitions/read-only/retract", "/workflow-definitions/read-only/revert/1", "/bulk-actions/publish/workflow-definitions/by-definition-ids"])
            (await clerk.Post(path, new JsonObject { ["definitionIds"] = new JsonArray("read-only") }, 400))["code"]!.ToString().ShouldBe("not-allowed");
        using var deleted = await clerk.Send("DELETE", "/workflow-definitions/read-only");
        ((int)deleted.StatusCode).ShouldBe(400);
        JsonNode.DeepEquals(await designer.Latest("read-only"), saved).ShouldBeTrue();
    }

    [Fact]
    public async Task A_draft_may_be_wrong_and_says_so_but_is_not_published()
    {
        var designer = await people.Designer;
        var wrong = StudioModel.Named("wrong").With("Ask", "Elsa.SetVariable", """ "value":{"typeName":"Object","expression":{"type":"JavaScript","value":"1 +"} } """);

        var saved = await designer.Post("/workflow-definitions", new JsonObject { ["model"] = wrong, ["publish"] = false });
        var said = StudioBrowser.Said(await designer.Post("/workflow-definitions/wrong/publish", null, 400));

        saved["validationErrors"]!.AsArray().ShouldContain(error => error!["activityId"]!.ToString() == "Ask");
        said.ShouldContain("Ask step");
        (await designer.Latest("wrong"))!["isPublished"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"model":{"name":"x","root":{"id":"r","type":"Foo.Bar","version":1} } }""", "Foo.Bar")]
    [InlineData("""{"model":7}""", "model")]
    [InlineData("""{"model":""", "JSON")]
    [InlineData("[]", "JSON")]
    public async Task What_cannot_be_taken_is_refused_with_a_text(string body, string said)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await (await people.Designer).Send("POST", "/workflow-definitions", content);

        StudioBrowser.Said(await StudioBrowser.Read(answer, 400)).ShouldContain(said);
    }

    [Fact]
    public async Task Publishing_retracting_and_going_back_are_written_down()
    {
        var designer = await people.Designer;
        await designer.Save(StudioModel.Named("life").With("A"));

        var published = await designer.Post("/workflow-definitions/life/publish", JsonNode.Parse("""{"comment":"Agreed on Monday"}"""));
        var again = await designer.Post("/workflow-definitions/life/publish", null);
        var retracted = await designer.Post("/workflow-definitions/life/retract", null);
        var back = await designer.Post("/workflow-definitions/life/publish", null);
        await designer.Save(back["workflowDefinition"]!.AsObject().With("B"));
        var reverted = await designer.Post("/workflow-definitions/life/revert/1", null, 201);

        (published["alreadyPublished"]!.GetValue<bool>(), again["alreadyPublished"]!.GetValue<bool>()).ShouldBe((false, true));
        (retracted["isPublished"]!.GetValue<bool>(), retracted["isLatest"]!.GetValue<bool>()).ShouldBe((false, true));
        (back["workflowDefinition"]!["version"]!.GetValue<int>(), back["workflowDefinition"]!["isPublished"]!.GetValue<bool>()).ShouldBe((1, true));
        reverted["version"]!.GetValue<int>().ShouldBe(3);
        (await designer.Latest("life"))!["root"]!["activities"]!.AsArray().Count.ShouldBe(1);
        var rows = await Read(db => db.Set<AuditEntry>().Where(entry => entry.SubjectType == "definition" && entry.SubjectId == "life").OrderBy(entry => entry.At).Select(entry => new { entry.Action, entry.Actor, entry.Details }).ToListAsync(Cancel));
        rows.Select(row => row.Action).ShouldBe(["PublishDefinition", "RetractDefinition", "PublishDefinition", "RevertDefinition"]);
        rows.ShouldAllBe(row => row.Actor.StartsWith("Prueba"));
        rows[0].Details!.ShouldContain("Agreed on Monday");
    }

    [Fact]
    public async Task What_cases_have_run_is_not_deleted()
    {
        var designer = await people.Designer;
        var ran = await designer.Save(StudioModel.Named("ran").With("A"), publish: true);
        await house.Parts.GetRequiredService<Scopes>().Run<Bursts, StartedInstance>(Caller.System(WebHouse.Acme), bursts => bursts.Start(new StartInstance("ran", new Dictionary<string, object?>()), Cancel), Cancel);
        var draft = await designer.Save(ran.With("B"));

        using var refused = await designer.Send("DELETE", "/workflow-definitions/ran");
        using var refusedVersion = await designer.Send("DELETE", $"/workflow-definition-versions/{ran.Text("id")}");
        using var deleted = await designer.Send("DELETE", $"/workflow-definition-versions/{draft.Text("id")}");

        StudioBrowser.Said(await StudioBrowser.Read(refused, 400)).ShouldContain("1 cases");
        ((int)refusedVersion.StatusCode, (int)deleted.StatusCode).ShouldBe((400, 204));
        (await designer.Latest("ran"))!["version"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_designer_runs_what_is_drawn_and_the_case_keeps_it()
    {
        var designer = await people.Designer;
        var draft = await designer.Save(StudioModel.Named("tried").With("A"));
        var order = JsonNode.Parse("""{"correlationId":null,"triggerActivityId":null,"versionOptions":"Latest","input":null}""")!;

        using var ran = await designer.Send("POST", "/workflow-definitions/tried/execute", new StringContent(order.ToJsonString(), Encoding.UTF8, "application/json"));
        var edited = await designer.Save(draft.DeepClone().AsObject().With("B"));
        var published = await designer.Save(edited, publish: true);
        using var ranPublished = await designer.Send("POST", "/workflow-definitions/tried/execute", new StringContent(order.ToJsonString(), Encoding.UTF8, "application/json"));

        ((int)ran.StatusCode, (int)ranPublished.StatusCode).ShouldBe((200, 200), await ran.Content.ReadAsStringAsync(Cancel));
        var cases = await Read(db => db.Set<WorkflowInstance>().Where(instance => instance.DefinitionId == "tried").OrderBy(instance => instance.DefinitionVersion).ToListAsync(Cancel));
        cases.Select(instance => $"{instance.Id} {instance.DefinitionVersion} {instance.ConfigurationItemId}").ShouldBe(
        [
            $"{ran.Headers.GetValues("x-elsa-workflow-instance-id").Single()} 1 {draft.Text("id")}",
            $"{ranPublished.Headers.GetValues("x-elsa-workflow-instance-id").Single()} 2 {published.Text("id")}"
        ]);
        (await designer.Get($"/workflow-definitions/by-id/{draft.Text("id")}"))["root"]!["activities"]!.AsArray().Count.ShouldBe(1);
        var audited = await Read(db => db.Set<AuditEntry>().Where(entry => entry.Action == "StartWorkflow" && entry.SubjectId == cases[0].Id.ToString()).Select(entry => new { entry.Actor, entry.ActorId }).SingleAsync(Cancel));
        (audited.Actor.StartsWith("Prueba", StringComparison.Ordinal), audited.ActorId is not null).ShouldBe((true, true));
    }

    [Fact]
    public async Task What_cannot_run_is_not_tried_and_a_clerk_starts_nothing_this_way()
    {
        var (designer, clerk) = (await people.Designer, await people.Clerk);
        await designer.Save(StudioModel.Named("not-tried").With("Ask", "Elsa.SetVariable", """ "value":{"typeName":"Object","expression":{"type":"JavaScript","value":"1 +"} } """));
        await designer.Save(StudioModel.Named("not-theirs").With("A"), publish: true);
        var order = JsonNode.Parse("""{"versionOptions":"Latest"}""");

        var said = StudioBrowser.Said(await designer.Post("/workflow-definitions/not-tried/execute", order, 400));
        var refused = await clerk.Post("/workflow-definitions/not-theirs/execute", order, 400);

        said.ShouldContain("Ask step");
        refused["code"]!.ToString().ShouldBe("not-allowed");
        (await Read(db => db.Set<WorkflowInstance>().CountAsync(instance => instance.DefinitionId == "not-tried" || instance.DefinitionId == "not-theirs", Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task Several_are_published_retracted_and_deleted_at_once()
    {
        var designer = await people.Designer;
        await designer.Save(StudioModel.Named("bulk-a").With("A"));
        await designer.Save(StudioModel.Named("bulk-b").With("A"), publish: true);
        var ids = JsonNode.Parse("""{"definitionIds":["bulk-a","bulk-b","bulk-none"]}""")!;

        var published = await designer.Post("/bulk-actions/publish/workflow-definitions/by-definition-ids", ids);
        var retracted = await designer.Post("/bulk-actions/retract/workflow-definitions/by-definition-ids", JsonNode.Parse("""{"definitionIds":["bulk-a","bulk-none"]}"""));
        var deleted = await designer.Post("/bulk-actions/delete/workflow-definitions/by-definition-id", ids);

        (List(published, "published"), List(published, "alreadyPublished"), List(published, "notFound"), List(published, "updatedConsumers")).ShouldBe(("bulk-a", "bulk-b", "bulk-none", ""));
        (List(retracted, "retracted"), List(retracted, "alreadyRetracted"), List(retracted, "notFound")).ShouldBe(("bulk-a", "", "bulk-none"));
        deleted["deleted"]!.GetValue<int>().ShouldBe(2);
        (await designer.Latest("bulk-b")).ShouldBeNull();

        static string List(JsonObject answer, string name) => string.Join(",", answer[name]!.AsArray().Select(item => item!.ToString()));
    }

    [Fact]
    public async Task Files_go_out_and_come_in_again()
    {
        var designer = await people.Designer;
        var one = await designer.Save(StudioModel.Named("file-a").With("A"));
        var two = await designer.Save(StudioModel.Named("file-b").With("A"));
        using var zipped = await designer.Send("POST", "/bulk-actions/export/workflow-definitions", new StringContent($$"""{"ids":["{{one.Text("id")}}","{{two.Text("id")}}"]}""", Encoding.UTF8, "application/json"));
        zipped.Content.Headers.ContentDisposition!.FileName.ShouldBe("workflow-definitions.zip");
        var bytes = await zipped.Content.ReadAsByteArrayAsync(Cancel);
        await designer.Post("/bulk-actions/delete/workflow-definitions/by-definition-id", JsonNode.Parse("""{"definitionIds":["file-a","file-b"]}"""));

        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "files", "all.zip" } };
        using var imported = await designer.Send("POST", "/workflow-definitions/import-files", form);
        using var bad = new MultipartFormDataContent { { new StringContent("[]"), "files", "no.json" } };
        using var refused = await designer.Send("POST", "/workflow-definitions/import-files", bad);

        (await StudioBrowser.Read(imported, 200))["count"]!.GetValue<int>().ShouldBe(2);
        (await designer.Latest("file-b"))!.Step(0).Text("id").ShouldBe("A");
        StudioBrowser.Said(await StudioBrowser.Read(refused, 400)).ShouldContain("no.json");
        (await Export(designer, "file-a")).ShouldContain("https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json");
    }

    [Fact]
    public async Task Lists_filter_sort_and_turn_pages_as_the_designer_asks()
    {
        var designer = await people.Designer;
        var published = await designer.Save(StudioModel.Named("list-b").With("A"), publish: true);
        var draft = await designer.Save(published.DeepClone().AsObject().With("B"));
        await designer.Save(StudioModel.Named("list-a").With("A"));

        (await Ids("versionOptions=Latest&SearchTerm=LIST-&Page=0&PageSize=1")).ShouldBe(["list-a 1"]);
        (await Ids("versionOptions=Latest&SearchTerm=list-&Page=1&PageSize=1&OrderBy=Name&OrderDirection=Ascending")).ShouldBe(["list-b 2"]);
        (await Ids("versionOptions=Published&DefinitionIds=list-a&DefinitionIds=list-b")).ShouldBe(["list-b 1"]);
        (await Ids($"versionOptions=&Ids={published.Text("id")}&Ids={draft.Text("id")}&Ids=other")).ShouldBe(["list-b 2", "list-b 1"]);
        (await Ids("versionOptions=Draft&DefinitionIds=list-b")).ShouldBe(["list-b 2"]);
        (await Ids("versionOptions=LatestOrPublished&DefinitionIds=list-b&OrderBy=Version&OrderDirection=Ascending")).ShouldBe(["list-b 1", "list-b 2"]);
        (await Ids("versionOptions=1&DefinitionIds=list-b")).ShouldBe(["list-b 1"]);
        var list = await designer.Get("/workflow-definitions?versionOptions=Latest&SearchTerm=list-&Page=0&PageSize=1");
        list["totalCount"]!.GetValue<int>().ShouldBe(2);
        list["links"]!.AsArray().ShouldContain(link => link!["rel"]!.ToString() == "bulk-publish");
        (await designer.Get("/workflow-definitions/query/count"))["count"]!.GetValue<int>().ShouldBeGreaterThan(1);
        (await designer.Get($"/workflow-definitions/many-by-id?ids={draft.Text("id")}&ids={published.Text("id")}"))["items"]!.AsArray().Select(item => item!["version"]!.GetValue<int>()).ShouldBe([2, 1]);
        (await designer.Get("/workflow-definitions/validation/is-name-unique?name=LIST-A"))["isUnique"]!.GetValue<bool>().ShouldBeFalse();
        (await designer.Get("/workflow-definitions/validation/is-name-unique?name=list-a&definitionId=list-a"))["isUnique"]!.GetValue<bool>().ShouldBeTrue();
        using var bad = await designer.Send("GET", "/workflow-definitions?page=abc");
        StudioBrowser.Said(await StudioBrowser.Read(bad, 400)).ShouldContain("abc");

        async Task<IReadOnlyList<string>> Ids(string query) =>
            [.. (await designer.Get("/workflow-definitions?" + query))["items"]!.AsArray().Select(item => $"{item!["definitionId"]} {item["version"]}")];
    }

    [Fact]
    public async Task A_part_of_a_process_is_found_by_its_node()
    {
        var designer = await people.Designer;
        var model = StudioModel.Named("nested").With("Choose", "Elsa.If", """ "condition":{"typeName":"Boolean","expression":{"type":"Literal","value":"True"} },"then":{"id":"Inner","type":"Elsa.Flowchart","version":1,"activities":[{"id":"Deep","type":"Elsa.WriteLine","version":1}]} """);
        var saved = await designer.Save(model);
        var inner = saved.Step(0)["then"]!;

        var node = await designer.Get($"/workflow-definitions/subgraph/{saved.Text("id")}?parentNodeId={inner["nodeId"]}");
        var path = await designer.Get($"/workflow-definitions/subgraph/segments/{saved.Text("id")}?childNodeId={inner["activities"]![0]!["nodeId"]}");

        inner["activities"]![0]!["nodeId"]!.ToString().ShouldBe("Workflow1:98ab009afac052ae:Choose:Inner:Deep");
        (node["nodeId"]!.ToString(), node["port"]!.ToString(), node["activity"]!["id"]!.ToString(), node["children"]!.AsArray().Count).ShouldBe((inner["nodeId"]!.ToString(), "Then", "Inner", 0));
        path["childNode"]!["activity"]!["id"]!.ToString().ShouldBe("Deep");
        path["container"]!["activity"]!["id"]!.ToString().ShouldBe("Choose");
        path["pathSegments"]!.AsArray().Select(segment => $"{segment!["activityId"]}.{segment["portName"]}").ShouldBe(["Choose.Then"]);
        using var unknown = await designer.Send("GET", $"/workflow-definitions/subgraph/{saved.Text("id")}?parentNodeId=Workflow1:none");
        ((int)unknown.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task Another_company_has_none_of_it()
    {
        var saved = await (await people.Designer).Save(StudioModel.Named("ours-only").With("A"));
        var key = await house.Send(new Work.Accounts.CreateApiKey("theirs", [Work.Accounts.ApiScopes.Definitions], 30), Caller.System(WebHouse.Other));
        using var theirs = house.NewBrowser();
        theirs.Http.DefaultRequestHeaders.Add("X-Api-Key", key.Secret);

        foreach (var path in (string[])["by-definition-id/ours-only", $"by-id/{saved.Text("id")}", "ours-only/export"])
        {
            using var answer = await theirs.Get("/elsa/api/workflow-definitions/" + path);
            ((int)answer.StatusCode).ShouldBe(404, path);
        }
        (await theirs.Read("/elsa/api/workflow-definitions?versionOptions=&DefinitionIds=ours-only")).ShouldContain("\"totalCount\":0");
    }

    [Fact]
    public async Task A_step_that_is_a_process_is_counted_among_its_consumers_and_pointed_at_the_newest()
    {
        var designer = await people.Designer;
        var step = StudioModel.Named("part").With("A");
        step["name"] = "Part";
        step["options"] = JsonNode.Parse("""{"usableAsActivity":true}""");
        var first = await designer.Save(step, publish: true);
        await designer.Save(StudioModel.Named("whole").With("Use", "Part", $$""" "workflowDefinitionId":"part","workflowDefinitionVersionId":"{{first.Text("id")}}" """), publish: true);

        var second = await designer.Post("/workflow-definitions", new JsonObject { ["model"] = first.With("B"), ["publish"] = true });
        var updated = await designer.Post("/workflow-definitions/part/update-references", null);

        second["consumingWorkflowCount"]!.GetValue<int>().ShouldBe(1);
        (await designer.Get("/workflow-definitions/part/consumers"))["consumingWorkflowDefinitionIds"]!.ToJsonString().ShouldBe("""["whole"]""");
        updated["affectedWorkflows"]!.ToJsonString().ShouldBe("""["whole"]""");
        (await designer.Latest("whole"))!.Step(0).Text("workflowDefinitionVersionId").ShouldBe(second["workflowDefinition"]!["id"]!.ToString());
        using var deleted = await designer.Send("DELETE", "/workflow-definitions/part");
        ((int)deleted.StatusCode).ShouldBe(400);
    }

    static async Task<string> Export(StudioBrowser designer, string definitionId)
    {
        using var answer = await designer.Send("GET", $"/workflow-definitions/{definitionId}/export?versionOptions=Latest&includeConsumingWorkflows=False");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    Task<T> Read<T>(Func<Data.BackOfficeDb, Task<T>> read) => house.Parts.GetRequiredService<Scopes>().Run<Data.BackOfficeDb, T>(Caller.System(WebHouse.Acme), read, Cancel);
}
