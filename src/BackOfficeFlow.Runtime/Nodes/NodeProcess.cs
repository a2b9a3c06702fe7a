using System.Reflection;
using BackOfficeFlow.Data;
using Hangfire.Server;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Says every quarter of a minute that this node is alive, and forgets those that have not said so for a day.</summary>
public sealed class NodeProcess(Scopes scopes, TimeProvider clock, ILogger<NodeProcess> log) : IBackgroundProcess
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    readonly DateTimeOffset started = clock.GetUtcNow();

    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            Say(context.StoppingToken).GetAwaiter().GetResult();
        }
        catch (Exception problem) when (!context.IsStopping)
        {
            log.LogWarning(problem, "This node could not say that it is alive");
        }

        context.Wait(Pause);
    }

    Task<bool> Say(CancellationToken cancel) =>
        scopes.Run<NodeNote, bool>(new Caller(null, null, "system"), note => note.Write(started, clock.GetUtcNow() - Forgotten), cancel);

    internal static string Version { get; } =
        typeof(NodeProcess).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}

sealed class NodeNote(OpenTransaction transaction)
{
    public Task<bool> Write(DateTimeOffset started, DateTimeOffset forgotten)
    {
        transaction.Rows.InsertOrUpdate(
            new RunningNode { Name = NodeName.Mine, Version = NodeProcess.Version, StartedAt = started, SeenAt = transaction.Now }, nameof(RunningNode.Name));
        transaction.Rows.Run("delete from running_node where seen_at < @forgotten", hitsOne: false, ("forgotten", forgotten));
        return Task.FromResult(true);
    }
}
