using System.Reflection;
using Hangfire.Server;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Keeps saying that this node is alive, as a process of the node's server.</summary>
public sealed class NodeProcess(NodeLife life, NodeSettings settings, ILogger<NodeProcess> log) : INodeProcess
{
    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            if (life.Beat(context.StoppingToken).GetAwaiter().GetResult() is > 0 and var released)
                log.LogWarning("Another node is silent: {Count} timers and messages that it had begun are taken over", released);
        }
        catch (Exception problem) when (!context.IsStopping)
        {
            log.LogWarning(problem, "This node could not say that it is alive");
        }

        context.Wait(settings.Beat);
    }

    internal static string Version { get; } =
        typeof(NodeProcess).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
