using System.Collections.Concurrent;
using System.Text;
using BackOfficeFlow.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>The whole program beside a collector that takes OTLP over HTTP.</summary>
public sealed class TelemetryTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traces_and_metrics_of_bursts_timers_outbox_and_tasks_reach_a_collector()
    {
        await using var collector = await Collector.Start();
        var folder = Directory.CreateTempSubdirectory("bof-otlp-").FullName;
        await using var web = await WebProcess.Start(new Dictionary<string, string>
        {
            ["Database:Provider"] = "Sqlite",
            ["ConnectionStrings:Default"] = $"Data Source={Path.Combine(folder, "otlp.db")}",
            ["Demo:Enabled"] = "true",
            ["Logs:Folder"] = folder,
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        });

        // The demo company alone makes cases, tasks, mail and timers.
        foreach (var span in new[] { "burst", "timer", "outbox" })
            await Comes("/v1/traces", span);
        foreach (var metric in new[] { "backofficeflow.bursts", "backofficeflow.timers.fired", "backofficeflow.outbox.done", "backofficeflow.tasks" })
            await Comes("/v1/metrics", metric);
        collector.Received("/v1/traces").ShouldContain("BackOfficeFlow");

        async Task Comes(string path, string name) => await Eventually.Is(
            $"{name} comes to {path}", () => Task.FromResult(collector.Received(path).Contains(Named(name), StringComparison.Ordinal)), TimeSpan.FromSeconds(60), Cancel);
    }

    // In protobuf a text stands behind its length: so "burst" is not found within "backofficeflow.bursts".
    static string Named(string name) => $"{(char)name.Length}{name}";

    sealed class Collector(WebApplication app, ConcurrentQueue<(string Path, string Text)> bodies) : IAsyncDisposable
    {
        public Uri Address => new(app.Urls.First());

        public string Received(string path) => string.Join('\n', bodies.Where(body => body.Path == path).Select(body => body.Text));

        public static async Task<Collector> Start()
        {
            var bodies = new ConcurrentQueue<(string, string)>();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.MapPost("/v1/{kind}", async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                bodies.Enqueue((request.Path, Encoding.Latin1.GetString(body.ToArray())));
                return Results.Bytes([], request.ContentType);
            });
            await app.StartAsync(Cancel);
            return new Collector(app, bodies);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
