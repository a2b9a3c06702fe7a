using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>The running product with workflows that take requests, and another system that they call.</summary>
public class EndpointHouse : WebHouse, IAsyncLifetime
{
    int otherCalls;
    readonly WebApplication other = OtherSystem();

    protected override IReadOnlyList<string> MoreSettings =>
    [
        "--Hooks:AllowedHosts:0=localhost", "--Hooks:AllowHttp=true", "--Hooks:AllowPrivate=true", "--Hooks:Retries=0", "--Endpoints:MaxMegabytes=1", "--Api:RequestsPerMinute=100000"
    ];

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string Key { get; private set; } = "";
    public string KeyWithoutScope { get; private set; } = "";
    public string KeyOfOther { get; private set; } = "";

    /// <summary>How long the other system thinks; completed, it answers.</summary>
    public TaskCompletionSource Thought { get; } = new();
    public int OtherCalls => otherCalls;

    public string OtherUrl => other.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>False: what it runs on is not there, and its tests skip themselves.</summary>
    protected virtual bool IsPossible => true;

    protected virtual Task Prepare() => Task.CompletedTask;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        if (!IsPossible)
            return;

        await Prepare();
        other.Run(async context =>
        {
            Interlocked.Increment(ref otherCalls);
            if (context.Request.Path == "/slow")
                await Thought.Task;
            await context.Response.WriteAsJsonAsync(new { rate = 1.25m });
        });
        await other.StartAsync();
        await InitializeAsync();
        Key = (await Send(new CreateApiKey("erp", [ApiScopes.Workflows, ApiScopes.Processes], 30))).Secret;
        KeyWithoutScope = (await Send(new CreateApiKey("carrier", [ApiScopes.Tracking], 30))).Secret;
        KeyOfOther = (await Send(new CreateApiKey("theirs", [ApiScopes.Workflows, ApiScopes.Processes], 30), Caller.System(WebHouse.Other))).Secret;
    }

    static WebApplication OtherSystem()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        return app;
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Thought.TrySetResult();
        await base.DisposeAsync();
        await other.DisposeAsync();
    }

    public HttpClient Client(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"ApiKey {key}");
        return client;
    }

    public async Task<HttpResponseMessage> Call(string method, string path, HttpContent? content = null, string? key = "", params (string Name, string Value)[] headers)
    {
        using var client = Client(key is "" ? Key : key);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, Cancel);
    }

    public Task<HttpResponseMessage> Post(string path, object body, params (string Name, string Value)[] headers) => Call("POST", path, JsonContent.Create(body), "", headers);

    public Task<ConfigurationItem> PublishFor(string tenant, string id, params string[] activities) => Publish(tenant, id, Definition(id, activities));

    Task<ConfigurationItem> Publish(string tenant, string id, byte[] definition) => Parts.GetRequiredService<Scopes>().Run<Configurations, ConfigurationItem>(
        Caller.System(tenant),
        items => items.Publish(ConfigurationKinds.Definition, "test", id, definition, ConfigurationSource.Here, null, Cancel), Cancel);

    public Task<ConfigurationItem> Publish(string id, params string[] activities) => PublishFor(Acme, id, activities);

    /// <summary>A process with an option: its name and value, with what stands between them.</summary>
    public Task<ConfigurationItem> PublishWith(string option, string id, params string[] activities) => Publish(Acme, id, Definition(id, activities, $$""","options":{"{{option}}"}"""));

    public Task<List<WorkflowInstance>> Instances(string definitionId) => Parts.GetRequiredService<Scopes>().Run<BackOfficeDb, List<WorkflowInstance>>(
        Caller.System(Acme), db => db.Set<WorkflowInstance>().AsNoTracking().Where(instance => instance.DefinitionId == definitionId).OrderBy(instance => instance.Id).ToListAsync(Cancel), Cancel);

    static byte[] Definition(string id, string[] activities, string more = "")
    {
        var variables = string.Join(',', new[] { "Body", "Route", "Query", "Heads", "Files", "Got" }.Select(name => $$"""{"id":"{{name.ToLowerInvariant()}}-id","name":"{{name}}","typeName":"Object","storageDriverTypeName":"WorkflowInstanceStorageDriver"}"""));
        var ways = string.Join(',', activities.Skip(1).Zip(activities, (to, from) => $$$"""{"source":{"activity":"{{{IdOf(from)}}}","port":"Done"},"target":{"activity":"{{{IdOf(to)}}}","port":"In"}}"""));
        return Encoding.UTF8.GetBytes(
            $$"""{"id":"{{id}}-v1","definitionId":"{{id}}","version":1{{more}},"variables":[{{variables}}],"root":{"id":"root","type":"Elsa.Flowchart","activities":[{{string.Join(',', activities)}}],"connections":[{{ways}}]} }""");
    }

    static string IdOf(string activity)
    {
        using var json = JsonDocument.Parse(activity);
        return json.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>An endpoint; with a star it only waits, and starts nothing.</summary>
    public static string Endpoint(string path, string methods = "POST", string more = "") =>
        $$"""
        {"id":"E{{(path.StartsWith('*') ? "2" : "1")}}","type":"Elsa.HttpEndpoint","version":1,"customProperties":{"canStartWorkflow":{{(path.StartsWith('*') ? "false" : "true")}} },
         {{Input("path", "Literal", path.TrimStart('*'))}},{{Input("supportedMethods", "Literal", methods.Split(' '))}},
         "parsedContent":{"typeName":"Object","memoryReference":{"id":"body-id"} },"routeData":{"typeName":"Object","memoryReference":{"id":"route-id"} },"queryStringData":{"typeName":"Object","memoryReference":{"id":"query-id"} },
         "headers":{"typeName":"Object","memoryReference":{"id":"heads-id"} },"files":{"typeName":"Object","memoryReference":{"id":"files-id"} }{{more}} }
        """;

    public static string Reply(string script, string more = "", string id = "R") =>
        $$"""{"id":"{{id}}","type":"Elsa.WriteHttpResponse","version":1,{{Input("content", "JavaScript", script)}}{{more}} }""";

    public static string Step(string type, string id, string more = "") => $$"""{"id":"{{id}}","type":"{{type}}","version":1{{more}} }""";

    public static string Input(string name, string expression, object value) =>
        $$"""  "{{name}}":{"typeName":"Object","expression":{"type":"{{expression}}","value":{{JsonSerializer.Serialize(value)}} } }""";
}

/// <summary>The same where the administrator lets strangers in.</summary>
public sealed class OpenEndpointHouse : EndpointHouse
{
    protected override IReadOnlyList<string> MoreSettings => [.. base.MoreSettings, "--Endpoints:AllowPublic=true"];
}
