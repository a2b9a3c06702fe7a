using System.Text;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using BackOfficeFlow.Work.Tasks;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

[CollectionDefinition]
public sealed class TwoNodesTests : ICollectionFixture<TwoNodes>;

/// <summary>Two nodes on one PostgreSQL, started at the same moment on an empty database, with a company whose two clerks share a queue.</summary>
public sealed class TwoNodes : IAsyncDisposable
{
    public const string Company = "acme";
    public const string Ana = "ana@acme.test";
    public const string Bruno = "bruno@acme.test";
    public const string Administrator = "admin@acme.test";

    const string QueueKey = "q.billing";
    const string Process = "call-back";

    readonly string folder = Directory.CreateTempSubdirectory("bof-nodes-").FullName;
    PostgresDatabase? database;
    WebApplication? first;
    WebApplication? second;
    Task? starting;

    public Uri First => new(first!.Urls.First());

    public Uri Second => new(second!.Urls.First());

    public string ConnectionString => database!.ConnectionString;

    public IServiceProvider Parts => first!.Services;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Each test asks for it: one without PostgreSQL is skipped, which a fixture's own start cannot do.</summary>
    public Task Start() => starting ??= Begin();

    async Task Begin()
    {
        database = await PostgresServer.NewDatabase(Cancel);
        (first, second) = (Build(), Build());
        await Task.WhenAll(first.StartAsync(Cancel), second.StartAsync(Cancel));

        await Send(new FoundCompany(Company, "Acme Logística"));
        await Send(new OpenKnownQueues());
        await Send(new AddUser(Administrator, "Alba Administradora", WebHouse.Password, Roles.All));
        var ana = await Send(new AddUser(Ana, "Ana Gestora", WebHouse.Password, [Roles.Clerk]));
        var bruno = await Send(new AddUser(Bruno, "Bruno Gestor", WebHouse.Password, [Roles.Clerk]));
        await Send(new SetMembersOfQueue(QueueKey, [ana, bruno]));
        await Publish(ConfigurationKinds.Form, $"billing/{Process}", """
            { "title": "Call back", "type": "object", "properties": {
              "said": { "type": "string", "format": "longtext", "title": "What was said" }, "number": { "type": "string", "title": "Number" } } }
            """);
        await Publish(ConfigurationKinds.Definition, Process, $$"""
            {
              "definitionId": "{{Process}}", "id": "{{Process}}-1", "version": 1, "name": "Call back", "isPublished": true, "isLatest": true,
              "root": { "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [
                { "id": "ask", "name": "Ask", "type": "BackOffice.UserTask", "version": 1, "title": {{Literal("Call the customer back")}}, "queue": {{Literal(QueueKey)}}, "form": {{Literal(Process)}} } ] }
            }
            """);
    }

    /// <summary>A case with one open task that both clerks may take.</summary>
    public async Task<TaskLine> OpenTask()
    {
        var started = await Send(new StartWorkflow(new StartInstance(Process, new Dictionary<string, object?>())));
        var supervisor = Caller.System(Company) with { Roles = new HashSet<string> { Roles.Supervisor } };
        return await Eventually.Find("the case has its task", async () =>
            (await Send(new ListTasks(TaskScope.All), supervisor)).Lines.SingleOrDefault(line => line.InstanceId == started.InstanceId), cancel: Cancel);
    }

    public Task<T> Send<T>(IRequest<T> request, Caller? caller = null) =>
        Parts.GetRequiredService<Scopes>().Run<IMediator, T>(caller ?? Caller.System(Company), mediator => mediator.Send(request, Cancel), Cancel);

    public Task<T> Read<T>(Func<BackOfficeDb, Task<T>> read) => Parts.GetRequiredService<Scopes>().Run(Caller.System(Company), read, Cancel);

    /// <summary>What a node of its own is started with; it works on the same database.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["Database:Provider"] = "PostgreSql",
        ["ConnectionStrings:Default"] = ConnectionString,
        ["Logs:Folder"] = folder,
        ["Demo:Enabled"] = "false",
        ["Nodes:DeadAfterSeconds"] = "3",
        ["SignIn:AttemptsPerMinute"] = "10000",
    };

    public async ValueTask DisposeAsync()
    {
        if (first is not null)
            await first.DisposeAsync();
        if (second is not null)
            await second.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    WebApplication Build() => WebHost.Build(
    [
        "--applicationName=BackOfficeFlow.Web",
        $"--contentRoot={Repository.PathTo("src", "BackOfficeFlow.Web")}",
        "--environment=Production",
        "--urls=http://127.0.0.1:0",
        .. Settings.Select(setting => $"--{setting.Key}={setting.Value}"),
    ]);

    Task<ConfigurationItem> Publish(string kind, string key, string content) =>
        Parts.GetRequiredService<Scopes>().Run<Configurations, ConfigurationItem>(
            Caller.System(Company), configurations => configurations.Publish(kind, "billing", key, Encoding.UTF8.GetBytes(content), ConfigurationSource.Here, null, Cancel), Cancel);

    static string Literal(string text) => $$"""{ "typeName": "String", "expression": { "type": "Literal", "value": "{{text}}" } }""";
}
