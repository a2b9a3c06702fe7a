using System.Text;
using System.Text.Json.Nodes;
using BackOfficeFlow.Work.Accounts;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>People who are signed in and whose browsers ask as the designer does. Each signs in once for the tests of a class.</summary>
public sealed class StudioPeople(WebHouse house) : IDisposable
{
    readonly Dictionary<string, Task<StudioBrowser>> signedIn = [];

    public Task<StudioBrowser> Designer => Of("designer", Roles.Designer);
    public Task<StudioBrowser> OtherDesigner => Of("other", Roles.Designer);
    public Task<StudioBrowser> Clerk => Of("clerk", Roles.Clerk);

    Task<StudioBrowser> Of(string who, string role)
    {
        lock (signedIn)
            return signedIn.TryGetValue(who, out var known) ? known : signedIn[who] = SignIn(role);
    }

    async Task<StudioBrowser> SignIn(string role) => new(await house.NewBrowser().SignedInAs((await house.NewPerson(role)).Email));

    public void Dispose()
    {
        foreach (var browser in signedIn.Values.Where(task => task.IsCompletedSuccessfully))
            browser.Result.Dispose();
    }
}

/// <summary>Asks as the designer in a page of ours does.</summary>
public sealed class StudioBrowser(PlainBrowser browser) : IDisposable
{
    const string Api = "/elsa/api";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<HttpResponseMessage> Send(string method, string path, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Api + path, UriKind.Relative)) { Content = body };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Accept-Language", "en");
        return await browser.Http.SendAsync(request, Cancel);
    }

    public async Task<JsonObject> Get(string path)
    {
        using var answer = await Send("GET", path);
        return await Read(answer, 200);
    }

    public async Task<JsonObject> Post(string path, JsonNode? body, int status = 200)
    {
        using var answer = await Send("POST", path, new StringContent((body ?? new JsonObject()).ToJsonString(), Encoding.UTF8, "application/json"));
        return await Read(answer, status);
    }

    /// <summary>Saves a model and gives back the definition as it then stands.</summary>
    public async Task<JsonObject> Save(JsonObject model, bool? publish = null) =>
        (JsonObject)(await Post("/workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = publish }))["workflowDefinition"]!.DeepClone();

    /// <summary>What is said when a model is not taken.</summary>
    public async Task<string> RefusedToSave(JsonObject model, bool? publish = null) =>
        Said(await Post("/workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = publish }, 400));

    public static string Said(JsonObject problem)
    {
        problem["statusCode"]!.GetValue<int>().ShouldBeOneOf(400, 404);
        return string.Join("\n", problem["errors"]!["generalErrors"]!.AsArray().Select(text => text!.GetValue<string>()));
    }

    public async Task<JsonObject?> Latest(string definitionId)
    {
        using var answer = await Send("GET", $"/workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest");
        return (int)answer.StatusCode == 404 ? null : await Read(answer, 200);
    }

    public static async Task<JsonObject> Read(HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        ((int)answer.StatusCode).ShouldBe(status, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(status >= 400 ? "application/problem+json" : "application/json");
        return JsonNode.Parse(text)!.AsObject();
    }

    public void Dispose() => browser.Dispose();
}

/// <summary>Models as the designer sends them.</summary>
static class StudioModel
{
    /// <summary>The first save of a new workflow, with all that the designer sends as null.</summary>
    public static JsonObject New(string name) => JsonNode.Parse($$"""
        {"definitionId":null,"id":null,"name":"{{name}}","description":null,"toolVersion":"3.8.0.0","variables":null,"inputs":null,"outputs":null,"outcomes":null,"customProperties":null,"options":null,"isReadonly":false,
         "root":{"id":"98ab009afac052ae","type":"Elsa.Flowchart","version":1,"name":"Flowchart1"},"links":null,"createdAt":"0001-01-01T00:00:00+00:00","version":1,"isLatest":true,"isPublished":false}
        """)!.AsObject();

    /// <summary>The same with an id that a test chose.</summary>
    public static JsonObject Named(string definitionId)
    {
        var model = New(definitionId);
        model["definitionId"] = definitionId;
        return model;
    }

    /// <summary>Drops a step as the designer does, wired to the one before it.</summary>
    public static JsonObject With(this JsonObject model, string id, string type = "Elsa.WriteLine", string input = "\"text\":{\"typeName\":\"String\",\"expression\":{\"type\":\"Literal\",\"value\":\"Hello\"},\"memoryReference\":null}")
    {
        var root = model["root"]!.AsObject();
        var activities = root["activities"] as JsonArray ?? (JsonArray)(root["activities"] = new JsonArray());
        var connections = root["connections"] as JsonArray ?? (JsonArray)(root["connections"] = new JsonArray());
        if (activities.LastOrDefault() is JsonObject before)
            connections.Add(JsonNode.Parse($$"""{"source":{"activity":"{{before["id"]}}","port":"Done"},"target":{"activity":"{{id}}","port":"In"},"vertices":[{"x":1,"y":2}]}"""));
        activities.Add(JsonNode.Parse($$"""
            {"id":"{{id}}","nodeId":"Workflow1:{{root["id"]}}:{{id}}","name":"{{id}} step","type":"{{type}}","version":1,"metadata":{"designer":{"position":{"x":10,"y":20},"size":{"width":150,"height":50} } },{{input}} }
            """));
        return model;
    }

    public static JsonObject Step(this JsonObject definition, int at) => definition["root"]!["activities"]![at]!.AsObject();

    public static string Text(this JsonObject definition, string name) => definition[name]!.ToString();
}
