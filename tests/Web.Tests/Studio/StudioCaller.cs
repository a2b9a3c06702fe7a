using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>People who call what the designer's page calls; each signs in once for the tests of a class.</summary>
public sealed class StudioCallers(WebHouse house) : IDisposable
{
    readonly Dictionary<string, Task<StudioCaller>> known = [];

    public Task<StudioCaller> Of(string role) => Find(role, async () => (await house.NewPerson(role)).Email);

    /// <summary>An administrator of the other company.</summary>
    public Task<StudioCaller> Stranger => Find(WebHouse.Other, async () =>
    {
        var email = $"o{Guid.CreateVersion7():N}@other.test";
        await house.AddUser(WebHouse.Other, email, "Otra Persona", Roles.All);
        return email;
    });

    Task<StudioCaller> Find(string who, Func<Task<string>> email)
    {
        lock (known)
            return known.TryGetValue(who, out var caller) ? caller : known[who] = SignIn(email);
    }

    async Task<StudioCaller> SignIn(Func<Task<string>> email) => new(await house.NewBrowser().SignedInAs(await email()));

    public void Dispose()
    {
        foreach (var caller in known.Values.Where(task => task.IsCompletedSuccessfully))
            caller.Result.Dispose();
    }
}

/// <summary>Somebody who is signed in and calls what the designer's page calls, as a browser does from our own page.</summary>
public sealed class StudioCaller(PlainBrowser browser) : IDisposable
{
    public const string Api = "/elsa/api";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Publishes a definition for Acme as it is written.</summary>
    public static Task<ConfigurationItem> Publish(WebHouse house, string id, string definition) => house.Parts.GetRequiredService<Scopes>().Run<Configurations, ConfigurationItem>(
        Caller.System(WebHouse.Acme),
        items => items.Publish(ConfigurationKinds.Definition, "test", id, Encoding.UTF8.GetBytes(definition), ConfigurationSource.Here, null, Cancel), Cancel);

    /// <summary>A process that waits for the event of its own name.</summary>
    public static string WaitingProcess(string id) =>
        $$$"""
        {"id":"{{{id}}}-v1","definitionId":"{{{id}}}","name":"{{{id}}}","version":1,
         "inputs":[{"name":"customer","type":"String"}],"variables":[{"id":"v1","name":"Phone","typeName":"String","value":"600","storageDriverTypeName":"WorkflowInstanceStorageDriver"}],
         "root":{"id":"root","type":"Elsa.Sequence","activities":[
          {"id":"wait","name":"Wait","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"{{{id}}}"} } }]} }
        """;

    public async Task<HttpResponseMessage> Call(string method, string path, object? body = null, string? language = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Api + path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (language is not null)
            request.Headers.Add("Accept-Language", language);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await browser.Http.SendAsync(request, Cancel);
    }

    /// <summary>Calls, and reads the answer, which must be 200.</summary>
    public async Task<JsonElement> Json(string method, string path, object? body = null, string? language = null)
    {
        using var answer = await Call(method, path, body, language);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        ((int)answer.StatusCode).ShouldBe(200, $"{method} {path}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>What a refusal says, in the shape that the designer shows.</summary>
    public static async Task<(int Status, string Text)> Refusal(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        document.RootElement.GetProperty("statusCode").GetInt32().ShouldBe((int)answer.StatusCode);
        return ((int)answer.StatusCode, document.RootElement.GetProperty("errors").GetProperty("generalErrors")[0].GetString()!);
    }

    public void Dispose() => browser.Dispose();
}
