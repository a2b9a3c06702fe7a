using BackOfficeFlow.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Hears what other nodes changed, for as long as the process lives.</summary>
public sealed class ChangeListening(IChangeRelay relay, ChangeSignal signal, ILogger<ChangeListening> log) : BackgroundService
{
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await relay.Listen(signal.Hear, stoppingToken);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                log.LogWarning(problem, "Changes of other nodes cannot be heard; trying again");
                await Task.Delay(AfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
