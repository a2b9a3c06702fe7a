using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Benchmarks;

/// <summary>
/// A flowchart of ten steps with scripts, asked for over HTTP and run to its end with its history saved: the built program in a process of its own. The
/// floor is a bare endpoint that writes the same rows in one batch.
/// </summary>
static class Straight10
{
    const string Definition = "straight10";

    public static async Task<WorkloadResult> Measure(WorkloadOrder order)
    {
        await using var database = await MeasuredDatabase.New(order.Database);
        string key;
        await using (var first = await MeasuredHouse.Open(database))
        {
            await first.Publish(Definition, Definitions.TenSteps());
            key = (await first.Send(new CreateApiKey("Benchmark", [ApiScopes.Processes], null))).Secret;
        }

        var logs = Directory.CreateTempSubdirectory("bof-benchmark-");
        await using var web = await WebProcess.Start(Settings(database, logs.FullName));
        await using var house = MeasuredHouse.At(database);
        using var caller = new Visitor(new Uri(web.Address, $"elsa/api/workflow-definitions/{Definition}/execute"), key, order.Concurrency);
        await caller.Post();

        var before = await house.Look();
        await caller.Post();
        var replay = new Replay(before, await house.Look());
        using var floor = FloorDatabase.Of(house);
        await using var bare = await Endpoint(() => floor.Run(replay.Statements(0, new FloorUnit())));
        using var barely = new Visitor(new Uri(bare.Urls.First()), key, order.Concurrency);

        var rounds = new Rounds(database, order);
        Task<Sample> Product(int round) => rounds.Run((_, _) => caller.Post(), web.ProcessId);
        Task<Sample> Floor(int round) => rounds.Run((_, _) => barely.Post());
        await Product(0);
        await Floor(0);
        var stored = await rounds.Weigh(order.Count, () => Product(0));
        var (product, floors) = await rounds.Alternate(Product, Floor);
        logs.Delete(recursive: true);
        return new WorkloadResult(order, "instances/s", product, floors, stored) { CpuOf = $"{database.CpuOf}; of the floor also whoever asks" };
    }

    static Dictionary<string, string> Settings(MeasuredDatabase database, string logs) => new(database.Settings.ToDictionary(setting => setting.Key, setting => setting.Value!))
    {
        ["Api:RequestsPerMinute"] = "1000000",
        ["Logs:Folder"] = logs
    };

    static async Task<WebApplication> Endpoint(Func<Task> work)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/", async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            _ = await body.ReadToEndAsync();
            await work();
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>Whoever asks, over connections that stay open.</summary>
    sealed class Visitor(Uri address, string key, int connections) : IDisposable
    {
        readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections });

        public async Task Post()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("""{"input":{}}""", Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue("ApiKey", key);
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode is not HttpStatusCode.OK)
                throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }

        public void Dispose() => client.Dispose();
    }
}
