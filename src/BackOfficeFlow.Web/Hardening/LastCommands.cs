using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Web;

/// <summary>Keeps a node that stops listening until the commands that it has taken are answered: new ones are refused, and it says that it is not ready.</summary>
sealed class LastCommands(Load load, NodeSettings node) : IHostedLifecycleService
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(node.FinishWithin);
        while (load.Commands.Open + load.Uploads.Open > 0 && !limit.IsCancellationRequested)
            await Task.Delay(Look, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
