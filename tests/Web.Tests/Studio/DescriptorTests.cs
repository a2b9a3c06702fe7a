using System.Net;
using System.Text.Json;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Choices;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>The palette as the designer reads it. A wrong type or a name that stands twice would stop the whole designer.</summary>
public sealed class DescriptorTests(WebHouse house, StudioCallers callers) : IClassFixture<StudioCallers>
{
    static readonly HashSet<string> Hints =
    [
        "singleline", "multiline", "checkbox", "dropdown", "radiolist", "checklist", "multitext", "dynamic-outcomes", "code-editor", "json-editor", "expression-editor", "dictionary", "datetime-picker",
        "switch-editor", "flow-switch-editor", "http-status-codes", "variable-picker", "input-picker", "output-picker", "outcome-picker", "type-picker", "workflow-definition-picker"
    ];

    [Fact]
    public async Task Every_step_is_listed_once_and_in_the_shape_that_the_designer_reads()
    {
        var designer = await callers.Of(Roles.Designer);

        var list = await designer.Json("GET", "/descriptors/activities?Refresh=True");

        var items = list.GetProperty("items").EnumerateArray().ToList();
        list.GetProperty("count").GetInt32().ShouldBe(items.Count);
        items.Select(item => (item.GetProperty("typeName").GetString(), item.GetProperty("version").GetInt32())).ShouldBeUnique();
        house.Parts.GetRequiredService<ActivityRegistry>().All.Select(activity => activity.Type).Except(items.Select(item => item.GetProperty("typeName").GetString()!)).ShouldBeEmpty();
        foreach (var item in items)
            CheckStep(item);
    }

    [Fact]
    public async Task The_palette_is_sent_compressed()
    {
        var designer = await callers.Of(Roles.Designer);

        using var palette = await designer.Call("GET", "/descriptors/activities", headers: [("Accept-Encoding", "br")]);
        using var definitions = await designer.Call("GET", "/workflow-definitions", headers: [("Accept-Encoding", "br")]);

        palette.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        definitions.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    static void CheckStep(JsonElement step)
    {
        var type = step.GetProperty("typeName").GetString()!;
        foreach (var text in new[] { "typeName", "name", "category", "displayName", "kind" })
            step.GetProperty(text).GetString().ShouldNotBeNullOrWhiteSpace($"{type}.{text}");
        foreach (var flag in new[] { "isContainer", "isBrowsable", "isStart", "isTerminal", "runAsynchronously" })
            (step.GetProperty(flag).ValueKind is JsonValueKind.True or JsonValueKind.False).ShouldBeTrue($"{type}.{flag}");
        foreach (var map in new[] { "customProperties", "constructionProperties" })
            step.GetProperty(map).ValueKind.ShouldBe(JsonValueKind.Object, $"{type}.{map}");
        step.GetProperty("kind").GetString().ShouldBeOneOf("Action", "Trigger");
        foreach (var port in step.GetProperty("ports").EnumerateArray())
        {
            port.GetProperty("type").GetString().ShouldBeOneOf("Flow", "Embedded");
            port.GetProperty("displayName").GetString().ShouldNotBeNullOrWhiteSpace($"{type}.{port}");
        }
        var inputs = step.GetProperty("inputs").EnumerateArray().ToList();
        inputs.Select(input => input.GetProperty("name").GetString()).ShouldBeUnique($"{type}");
        foreach (var input in inputs)
            CheckInput(type, input);
        foreach (var output in step.GetProperty("outputs").EnumerateArray())
            output.GetProperty("typeName").GetString().ShouldNotBeNullOrWhiteSpace(type);
    }

    static void CheckInput(string type, JsonElement input)
    {
        var place = $"{type}.{input.GetProperty("name").GetString()}";
        var hint = input.GetProperty("uiHint").GetString()!;
        Hints.ShouldContain(hint, place);
        input.GetProperty("displayName").GetString().ShouldNotBeNullOrWhiteSpace(place);
        input.GetProperty("order").ValueKind.ShouldBe(JsonValueKind.Number, place);
        foreach (var flag in new[] { "isBrowsable", "isReadOnly", "isSensitive", "isWrapped", "isSynthetic", "isSerializable" })
            (input.GetProperty(flag).ValueKind is JsonValueKind.True or JsonValueKind.False).ShouldBeTrue($"{place}.{flag}");
        var specifications = input.GetProperty("uiSpecifications");
        specifications.ValueKind.ShouldBe(JsonValueKind.Object, place);
        if (specifications.TryGetProperty("code-editor", out var editor) && editor.TryGetProperty("editorHeight", out var height))
            height.ValueKind.ShouldBe(JsonValueKind.Number, place);
        if (hint == "dropdown" && input.GetProperty("isBrowsable").GetBoolean())
            (Items(specifications).Count > 0 || specifications.TryGetProperty("Refresh", out _)).ShouldBeTrue($"{place} has nothing to choose from");
    }

    [Fact]
    public async Task A_user_task_is_drawn_with_its_outcomes_as_ways_out()
    {
        var designer = await callers.Of(Roles.Designer);

        var task = Step(await designer.Json("GET", "/descriptors/activities"), "BackOffice.UserTask");

        var outcomes = Input(task, "Outcomes");
        (outcomes.GetProperty("uiHint").GetString(), outcomes.GetProperty("typeName").GetString()).ShouldBe(("dynamic-outcomes", "List<String>"));
        outcomes.GetProperty("uiSpecifications").GetProperty("DynamicOutcomesOptions").GetProperty("fixedOutcomes").EnumerateArray().Single().GetString().ShouldBe("Timeout");
        var initial = task.GetProperty("constructionProperties").GetProperty("outcomes");
        (initial.GetProperty("typeName").GetString(), initial.GetProperty("expression").GetProperty("type").GetString(), initial.GetProperty("expression").GetProperty("value").GetString()).ShouldBe(("List<String>", "Object", "[\"Done\"]"));
        task.GetProperty("constructionProperties").GetProperty("priority").GetProperty("expression").GetProperty("value").GetString().ShouldBe("3");
        task.GetProperty("kind").GetString().ShouldBe("Action");
        new[] { "Queue", "Role", "Person", "Form" }.Select(name => Input(task, name)).ShouldAllBe(input => input.GetProperty("uiHint").GetString() == "dropdown" && input.GetProperty("uiSpecifications").GetProperty("Refresh").GetBoolean());
        Input(task, "Instructions").GetProperty("uiHint").GetString().ShouldBe("multiline");
        Input(task, "Priority").GetProperty("uiSpecifications").GetProperty("dropdown").GetProperty("selectList").GetProperty("items").GetArrayLength().ShouldBe(5);
        task.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString()).ShouldBe(["Result", "Outcome", "Comment", "CompletedBy", "CompletedByName", "TaskId"]);
    }

    [Fact]
    public async Task Controls_suit_what_is_entered()
    {
        var designer = await callers.Of(Roles.Designer);
        var list = await designer.Json("GET", "/descriptors/activities");

        Hint("Elsa.FlowSwitch", "Cases").ShouldBe(("flow-switch-editor", false));
        Hint("Elsa.SetVariable", "Variable").ShouldBe(("variable-picker", false));
        Hint("Elsa.FlowDecision", "Condition").ShouldBe(("singleline", true));
        Hint("Elsa.For", "OuterBoundInclusive").ShouldBe(("checkbox", true));
        Hint("Elsa.FlowJoin", "Mode").ShouldBe(("dropdown", true));
        Hint("Elsa.HttpEndpoint", "SupportedMethods").ShouldBe(("checklist", true));
        Hint("Elsa.HttpEndpoint", "ExposeFileTooLargeOutcome").ShouldBe(("checkbox", false));
        Hint("Elsa.RunJavaScript", "Script").ShouldBe(("code-editor", true));
        Input(Step(list, "Elsa.RunJavaScript"), "Script").GetProperty("defaultSyntax").GetString().ShouldBe("JavaScript");
        Input(Step(list, "Elsa.Delay"), "TimeSpan").GetProperty("defaultValue").GetString().ShouldBe("00:01:00");
        Step(list, "Elsa.If").GetProperty("ports").EnumerateArray().Select(port => (port.GetProperty("name").GetString(), port.GetProperty("type").GetString())).ShouldBe([("Then", "Embedded"), ("Else", "Embedded")]);
        Step(list, "Elsa.FlowDecision").GetProperty("ports").EnumerateArray().Select(port => port.GetProperty("name").GetString()).ShouldBe(["True", "False"]);
        (Step(list, "Elsa.Finish").GetProperty("isTerminal").GetBoolean(), Step(list, "Elsa.Flowchart").GetProperty("isBrowsable").GetBoolean(), Step(list, "Elsa.Flowchart").GetProperty("isContainer").GetBoolean()).ShouldBe((true, false, true));

        (string?, bool) Hint(string type, string input) => (Input(Step(list, type), input).GetProperty("uiHint").GetString(), Input(Step(list, type), input).GetProperty("isWrapped").GetBoolean());
    }

    [Fact]
    public async Task The_palette_speaks_the_readers_language()
    {
        var designer = await callers.Of(Roles.Designer);

        var english = Step(await designer.Json("GET", "/descriptors/activities", language: "en"), "BackOffice.UserTask");
        var spanish = Step(await designer.Json("GET", "/descriptors/activities", language: "es"), "BackOffice.UserTask");

        (english.GetProperty("displayName").GetString(), english.GetProperty("category").GetString(), Input(english, "DueIn").GetProperty("displayName").GetString()).ShouldBe(("User task", "People", "Due in"));
        (spanish.GetProperty("displayName").GetString(), spanish.GetProperty("category").GetString(), Input(spanish, "DueIn").GetProperty("displayName").GetString()).ShouldBe(("Tarea de usuario", "Personas", "Vence en"));
        spanish.GetProperty("description").GetString().ShouldNotBe(english.GetProperty("description").GetString());
    }

    [Fact]
    public async Task Whoever_has_the_palette_already_is_not_sent_it_again()
    {
        var designer = await callers.Of(Roles.Designer);
        using var first = await designer.Call("GET", "/descriptors/activities");

        using var again = await designer.Call("GET", "/descriptors/activities", headers: ("If-None-Match", first.Headers.ETag!.ToString()));

        (first.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.NotModified));
    }

    [Fact]
    public async Task A_published_workflow_that_may_be_a_step_stands_in_the_palette_of_its_company_only()
    {
        await StudioCaller.Publish(house, "credit-check",
            """
            {"id":"credit-check-v1","definitionId":"credit-check","name":"Credit check","version":1,"options":{"usableAsActivity":true,"activityCategory":"Money"},
             "inputs":[{"name":"Amount","type":"Decimal","displayName":"How much","uiHint":"multiline"},{"name":"Odd","type":"String","uiHint":"no-such-control"}],
             "outputs":[{"name":"Allowed","type":"Boolean"}],"outcomes":["Yes","No"],"root":{"id":"root","type":"Elsa.Start"} }
            """);
        var designer = await callers.Of(Roles.Designer);
        var stranger = await callers.Stranger;

        var step = Step(await designer.Json("GET", "/descriptors/activities"), "CreditCheck");

        (step.GetProperty("category").GetString(), Input(step, "Amount").GetProperty("displayName").GetString(), Input(step, "Amount").GetProperty("uiHint").GetString(), Input(step, "Odd").GetProperty("uiHint").GetString())
            .ShouldBe(("Money", "How much", "multiline", "singleline"));
        step.GetProperty("ports").EnumerateArray().Select(port => port.GetProperty("name").GetString()).ShouldBe(["Yes", "No"]);
        step.GetProperty("constructionProperties").GetProperty("workflowDefinitionId").GetString().ShouldBe("credit-check");
        CheckStep(step);
        (await stranger.Json("GET", "/descriptors/activities")).GetProperty("items").EnumerateArray().ShouldNotContain(item => item.GetProperty("typeName").GetString() == "CreditCheck");
    }

    [Theory]
    [InlineData("Object", """[{"name":"yes","label":"@yes"},"later",{"name":"no","label":"No","negative":true}]""", """["yes","later","no"]""", "Object", """{"yes":"@yes","no":{"label":"No","negative":true}}""")]
    [InlineData("Object", """["yes","no"]""", """["yes","no"]""", null, null)]
    [InlineData("Literal", "yes, no", """["yes","no"]""", null, null)]
    [InlineData("JavaScript", "getWays()", "[]", "JavaScript", "getWays()")]
    public async Task Outcomes_that_the_designer_cannot_draw_are_shown_as_buttons(string type, string value, string outcomes, string? buttonType, string? buttons)
    {
        var id = $"ports-{Guid.CreateVersion7():N}";
        await StudioCaller.Publish(house, id, $$$"""
            {"id":"{{{id}}}","definitionId":"{{{id}}}","name":"{{{id}}}","version":1,"root":{"id":"ask","type":"BackOffice.UserTask","version":1,
             "title":{"typeName":"String","expression":{"type":"Literal","value":"Ask"} },"queue":{"typeName":"String","expression":{"type":"Literal","value":"q.orders"} },
             "outcomes":{"typeName":"Object","expression":{"type":"{{{type}}}","value":{{{JsonSerializer.Serialize(value)}}} } } } }
            """);
        var designer = await callers.Of(Roles.Designer);

        var task = (await designer.Json("GET", $"/workflow-definitions/by-definition-id/{id}?versionOptions=Latest")).GetProperty("root");

        var ways = task.GetProperty("outcomes").GetProperty("expression");
        (ways.GetProperty("type").GetString(), ways.GetProperty("value").GetString()).ShouldBe(("Object", outcomes));
        var shown = task.TryGetProperty("buttons", out var written) ? written.GetProperty("expression") : default;
        (Text(shown, "type"), Text(shown, "value")).ShouldBe((buttonType, buttons));

        static string? Text(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object ? json.GetProperty(name).GetString() : null;
    }

    [Fact]
    public async Task Choices_are_asked_for_as_they_are_now_and_may_depend_on_other_inputs()
    {
        var designer = await callers.Of(Roles.Designer);

        var queues = Items((await designer.Json("POST", "/descriptors/activities/BackOffice.UserTask/options/queue", new { context = new { } })).GetProperty("items"));
        var people = Items((await designer.Json("POST", "/descriptors/activities/BackOffice.UserTask/options/Person", new { context = new { queue = "" } })).GetProperty("items"));
        var nobody = Items((await designer.Json("POST", "/descriptors/activities/BackOffice.UserTask/options/person", new { context = new { queue = new { typeName = "String", expression = new { type = "Literal", value = "q.legal" } } } })).GetProperty("items"));
        using var unknown = await designer.Call("POST", "/descriptors/activities/BackOffice.UserTask/options/title", new { context = new { } });

        queues.ShouldContain("q.orders");
        people.ShouldContain(WebHouse.Clerk);
        nobody.ShouldBeEmpty();
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_list_that_an_input_names_is_there()
    {
        var named = house.Parts.GetRequiredService<ActivityRegistry>().All.SelectMany(activity => activity.Inputs).Select(input => input.Attribute.Options).Where(name => name.Length > 0).Distinct();

        var sources = await house.Parts.GetRequiredService<BackOfficeFlow.Runtime.Scopes>().Run<IEnumerable<IOptionSource>, List<string>>(
            BackOfficeFlow.Runtime.Caller.System(WebHouse.Acme), all => Task.FromResult(all.Select(source => source.Name).ToList()), TestContext.Current.CancellationToken);

        sources.ShouldBeUnique();
        named.ShouldBe(sources, ignoreOrder: true);
    }

    [Fact]
    public async Task Short_lists_are_there_and_name_nothing_twice()
    {
        var reader = await callers.Of(Roles.Clerk);
        (string List, string Key, bool IsFilled)[] lists =
        [
            ("expression-descriptors", "type", true), ("variables", "typeName", true), ("storage-drivers", "typeName", true), ("workflow-activation-strategies", "typeName", true),
            ("incident-strategies", "typeName", true), ("log-persistence-strategies", "typeName", true), ("commit-strategies/workflows", "name", false), ("commit-strategies/activities", "name", false),
            ("output-converters?sourceType=String&destinationType=Object", "name", false)
        ];

        foreach (var (list, key, isFilled) in lists)
        {
            var answer = await reader.Json("GET", $"/descriptors/{list}");
            var items = answer.GetProperty("items").EnumerateArray().ToList();
            (answer.GetProperty("count").GetInt32(), items.Count > 0).ShouldBe((items.Count, isFilled), list);
            items.Select(item => item.GetProperty(key).GetString()).ShouldBeUnique(list);
            items.ShouldAllBe(item => !string.IsNullOrWhiteSpace(item.GetProperty("displayName").GetString()), list);
        }
    }

    [Fact]
    public async Task Scripts_are_told_what_their_process_has()
    {
        await StudioCaller.Publish(house, "scripted",
            """{"id":"scripted-v1","definitionId":"scripted","version":1,"variables":[{"id":"b","name":"Body","typeName":"Object"}],"root":{"id":"root","type":"Elsa.Start"} }""");
        var designer = await callers.Of(Roles.Designer);

        using var known = await designer.Call("POST", "/scripting/javascript/type-definitions/scripted", new { workflowDefinitionId = "scripted", activityTypeName = "Elsa.WriteLine", propertyName = "Text" });
        using var unknown = await designer.Call("POST", "/scripting/javascript/type-definitions/nobody", new { });

        known.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-typescript");
        (await known.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("declare function getBody(): any;");
        (await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldStartWith("declare function ");
    }

    static JsonElement Step(JsonElement list, string type) => list.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("typeName").GetString() == type);

    static JsonElement Input(JsonElement step, string name) => step.GetProperty("inputs").EnumerateArray().Single(input => input.GetProperty("name").GetString() == name);

    static List<string> Items(JsonElement specifications) => specifications.TryGetProperty("dropdown", out var dropdown)
        ? [.. dropdown.GetProperty("selectList").GetProperty("items").EnumerateArray().Select(item => item.GetProperty("value").GetString()!)]
        : [];
}
