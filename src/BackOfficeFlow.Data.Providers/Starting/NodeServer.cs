using BackOfficeFlow.Runtime;
using Hangfire.InMemory;
using Hangfire.Server;
using Microsoft.Extensions.Hosting;

namespace BackOfficeFlow.Data.Providers;

/// <summary>
/// Runs what a node does all the time in a Hangfire server of its own, whose storage is memory. The server of the jobs stops all that it runs
/// while its tables are locked, lost or wiped; a timer must fire all the same.
/// </summary>
sealed class NodeServer(IEnumerable<INodeProcess> processes, NodeSettings node, IHostApplicationLifetime life) : IHostedService, IDisposable
{
    InMemoryStorage? storage;
    BackgroundProcessingServer? server;
    CancellationTokenRegistration stopping;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        storage = new InMemoryStorage();
        server = new BackgroundProcessingServer(
            storage, processes, new Dictionary<string, object>(),
            new BackgroundProcessingServerOptions { ServerName = NodeName.Mine, StopTimeout = node.DrainWithin, ShutdownTimeout = node.StopWithin });

        // At once, and not when it is its turn to stop: what is claimed after that would only be given back.
        stopping = life.ApplicationStopping.Register(server.SendStop);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (server is null)
            return;

        server.SendStop();
        await server.WaitForShutdownAsync(cancellationToken);
    }

    public void Dispose()
    {
        stopping.Dispose();
        server?.Dispose();
        storage?.Dispose();
    }
}
