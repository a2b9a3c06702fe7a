using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Chaos;

/// <summary>
/// Another system: it counts idempotency keys. When it is moody it refuses now and then, or takes a booking and hangs up without an answer, as real ones do.
/// </summary>
sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<Booking> bookings = new();
    readonly Random? mood;

    Receiver(WebApplication app, Random? mood) => (this.app, this.mood) = (app, mood);

    /// <summary>All requests that it took, repetitions too.</summary>
    public IReadOnlyList<Booking> Bookings => [.. bookings];

    public string Address => app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public static async Task<Receiver> Open(Random? mood)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new Receiver(app, mood);
        app.Run(receiver.Take);
        await app.StartAsync();
        return receiver;
    }

    async Task Take(HttpContext context)
    {
        var dice = Roll();
        if (dice < 4)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        bookings.Enqueue(new(context.Request.Headers["Idempotency-Key"].ToString(), body.RootElement.GetProperty("no").GetString()!));
        if (dice < 7)
            context.Abort();
        else
            await context.Response.WriteAsJsonAsync(new { booked = true }, context.RequestAborted);
    }

    int Roll()
    {
        if (mood is null)
            return 100;
        lock (mood)
            return mood.Next(100);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
