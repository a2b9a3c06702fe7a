using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>Another system, on loopback: notes how it was called and answers as a test says.</summary>
sealed class OtherSystem : IAsyncDisposable
{
    readonly WebApplication app;

    OtherSystem(WebApplication app) => this.app = app;

    public ConcurrentQueue<Call> Calls { get; } = new();

    public int Port => new Uri(app.Urls.Single()).Port;
    public string Url => $"http://localhost:{Port}/things";
    public string ByNumber => $"http://127.0.0.1:{Port}/things";

    public static async Task<OtherSystem> Open(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var system = new OtherSystem(app);
        app.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            var text = await body.ReadToEndAsync();
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            system.Calls.Enqueue(new Call(context.Request.Method, context.Request.Path, text, headers));
            await answer(context, system.Calls.Count);
        });
        await app.StartAsync();
        return system;
    }

    public static Task<OtherSystem> Open(Func<HttpContext, Task> answer) => Open((context, _) => answer(context));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

sealed record Call(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);
}
