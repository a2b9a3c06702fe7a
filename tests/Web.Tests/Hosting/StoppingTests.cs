using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>The real program is told to stop while it answers a command of another system.</summary>
public sealed class StoppingTests : IAsyncDisposable
{
    const string Execute = "/elsa/api/workflow-definitions/call/execute";
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bof-stop-");
    readonly WebApplication other = NewOther();
    int calls;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    string ConnectionString => $"Data Source={Path.Combine(folder.FullName, "stop.db")}";

    [Fact]
    public async Task What_is_under_way_is_ended_nothing_new_is_begun_and_the_next_start_finds_all_in_order()
    {
        other.Run(context => context.Response.WriteAsJsonAsync(new { call = Interlocked.Increment(ref calls) }));
        await other.StartAsync(Cancel);
        var key = await Prepare();
        using var body = new HeldBody("""{"input":{}}""");
        await using (var web = await WebProcess.Start(Settings()))
        {
            using var client = Client(web, key);
            var held = client.SendAsync(new HttpRequestMessage(HttpMethod.Post, Execute) { Content = body, Headers = { ExpectContinue = true } }, Cancel);
            await body.IsRead.WaitAsync(Patience, Cancel);

            await web.TellToStop();
            await Eventually.Is("it is not ready", async () => await Status(client, HttpMethod.Get, "/health/ready") == HttpStatusCode.ServiceUnavailable, Patience, Cancel);
            using var refused = await client.PostAsync(new Uri(Execute, UriKind.Relative), null, Cancel);
            body.GoOn();
            using var answer = await held;

            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThan(0);
            using (var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Cancel)))
                problem.RootElement.GetProperty("code").GetString().ShouldBe("stopping");
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, web.Output);
            (await web.Exits(Patience)).ShouldBe(0, web.Output);
        }

        (await Scalar("select count(*) from workflow_instance"), await Scalar("select count(*) from running_node"), calls).ShouldBe(("1", "0", 0));

        await using var again = await WebProcess.Start(Settings());
        await Eventually.Is("the case has ended", async () => await Scalar("select status from workflow_instance") == "Finished", Patience, Cancel);
        again.Output.ShouldNotContain("taken over");
        (calls, await Scalar("select count(*) from outbox_entry where state in ('Waiting', 'Dead')")).ShouldBe((1, "0"));
        await again.TellToStop();
        (await again.Exits(Patience)).ShouldBe(0, again.Output);
        (await Scalar("select count(*) from running_node")).ShouldBe("0");
    }

    /// <summary>A company with a process and a key, in tables that the program has made.</summary>
    async Task<string> Prepare()
    {
        await using var app = WebHost.Build([.. Settings().Select(setting => $"--{setting.Key}={setting.Value}"), "--applicationName=BackOfficeFlow.Web", $"--contentRoot={Repository.PathTo("src", "BackOfficeFlow.Web")}"]);
        var scopes = app.Services.GetRequiredService<Scopes>();
        var company = Caller.System(TestHouse.Tenant);
        await app.Services.GetRequiredService<IDatabaseSchema>().Migrate(Cancel);
        await scopes.Run<IMediator, Unit>(company, mediator => mediator.Send(new FoundCompany(TestHouse.Tenant, "Luminara"), Cancel), Cancel);
        await scopes.Run<Configurations, ConfigurationItem>(
            company, items => items.Publish(ConfigurationKinds.Definition, "test", "call", Encoding.UTF8.GetBytes(
                $$"""
                {"id":"call-v1","definitionId":"call","version":1,"root":{"id":"root","type":"Elsa.Sequence","version":1,"activities":[
                  {{EndpointHouse.Step("Elsa.SendHttpRequest", "Send", "," + EndpointHouse.Input("url", "Literal", Address) + "," + EndpointHouse.Input("method", "Literal", "GET"))}}]} }
                """), ConfigurationSource.Here, null, Cancel), Cancel);
        return (await scopes.Run<IMediator, NewApiKey>(company, mediator => mediator.Send(new CreateApiKey("erp", [ApiScopes.Processes], null), Cancel), Cancel)).Secret;
    }

    string Address => other.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    // The test decides when the command goes on, however slow the machine is.
    Dictionary<string, string> Settings() => new()
    {
        ["Database:Provider"] = "Sqlite",
        ["ConnectionStrings:Default"] = ConnectionString,
        ["Demo:Enabled"] = "false",
        ["Logs:Folder"] = folder.FullName,
        ["Nodes:StopSeconds"] = "600",
        ["Hooks:AllowedHosts:0"] = "localhost",
        ["Hooks:AllowHttp"] = "true",
        ["Hooks:AllowPrivate"] = "true",
    };

    static HttpClient Client(WebProcess web, string key)
    {
        var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = web.Address, Timeout = Patience };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"ApiKey {key}");
        return client;
    }

    static async Task<HttpStatusCode> Status(HttpClient client, HttpMethod method, string path)
    {
        using var answer = await client.SendAsync(new HttpRequestMessage(method, path), Cancel);
        return answer.StatusCode;
    }

    async Task<string?> Scalar(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString + ";Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(Cancel), CultureInfo.InvariantCulture);
    }

    static WebApplication NewOther()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await other.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>A body that the server has begun to read and that does not end before it may; spaces keep the server from taking the sender for dead.</summary>
    sealed class HeldBody : HttpContent
    {
        static readonly byte[] Spaces = Encoding.ASCII.GetBytes(new string(' ', 2000));
        static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

        readonly string json;
        readonly TaskCompletionSource isRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldBody(string json)
        {
            this.json = json;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        /// <summary>The server asked for the body: it has taken the request.</summary>
        public Task IsRead => isRead.Task;

        public void GoOn() => goOn.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            isRead.SetResult();
            using var beat = new PeriodicTimer(Beat);
            while (!goOn.Task.IsCompleted)
            {
                await stream.WriteAsync(Spaces, Cancel);
                await stream.FlushAsync(Cancel);
                await Task.WhenAny(goOn.Task, beat.WaitForNextTickAsync(Cancel).AsTask());
            }
            await stream.WriteAsync(Encoding.UTF8.GetBytes(json), Cancel);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
