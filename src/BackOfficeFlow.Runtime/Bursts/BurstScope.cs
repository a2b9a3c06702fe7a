using System.Collections.Concurrent;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime;

/// <summary>Gives the run loop the scope's collaborators, and a savepoint around every step that may change records.</summary>
public sealed class BurstScope(OpenTransaction transaction, IServiceProvider parts) : IBurstHost
{
    static readonly ConcurrentDictionary<Type, ObjectFactory> Makers = [];

    public DateTimeOffset Now => transaction.Now;

    /// <summary>The token of the burst at hand: the run loop's own steps carry it, the save after a step needs it too.</summary>
    internal CancellationToken Cancel { get; set; }

    public Activity Create(Type activityType) => (Activity)Makers.GetOrAdd(activityType, type => ActivatorUtilities.CreateFactory(type, []))(parts, null);

    public ValueTask<bool> IsPublished(string definitionId, CancellationToken cancel) => parts.GetRequiredService<PublishedVersions>().Knows(definitionId, cancel);

    // Asked for only here: what starts an instance needs this scope itself.
    public Task<Burst> RunChild(ChildStart child, Burst parent, CancellationToken cancel) => parts.GetRequiredService<ChildRuns>().Run(child, parent, cancel);

    /// <summary>A lost race is not the step's fault: the whole scope is thrown away and the request repeated.</summary>
    public bool EndsBurst(Exception broken) => transaction.Lost is not null || Cancel.IsCancellationRequested;

    public Task<ActivityResult> Guard(Func<Task<ActivityResult>> run) => transaction.Guard(run, Cancel);
}
