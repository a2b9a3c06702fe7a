using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Lets a request start its workflow, or wake the one that waits for it, and runs that until it waits or ends: all in one transaction. The same
/// operation id runs nothing a second time and answers the same.
/// </summary>
[SentBy(Senders.Product)]
public sealed record RunEndpoint(EndpointMatch Match, HttpArrival Arrival) : IRequest<EndpointRun>, IOperation
{
    public string? CorrelationId { get; init; }
    public string? OperationId { get; init; }

    /// <summary>What was sent under the operation id: something else under the same one is a mistake.</summary>
    public string? Fingerprint { get; init; }

    public sealed class Handler(BackOfficeDb db, Bursts bursts, EndpointAnswers answers, OpenTransaction transaction) : IRequestHandler<RunEndpoint, EndpointRun>
    {
        public async Task<EndpointRun> Handle(RunEndpoint request, CancellationToken cancellationToken)
        {
            answers.Expect(request.Arrival.Exchange);
            var instance = request.Match.TriggerId is { } trigger
                ? await Start(trigger, request, cancellationToken)
                : await Resume(request.Match, request, cancellationToken);
            return EndpointRun.Of(instance, request.Arrival.Exchange, transaction.Now, answers.Given) with { Fingerprint = request.Fingerprint };
        }

        async Task<Instance> Start(Guid triggerId, RunEndpoint request, CancellationToken cancel)
        {
            // It was published anew in between.
            var trigger = await db.Set<WorkflowTrigger>().AsNoTracking().FirstOrDefaultAsync(trigger => trigger.Id == triggerId, cancel) ?? throw Gone();
            var order = new StartInstance(trigger.DefinitionId, new Dictionary<string, object?>())
            {
                TriggerActivityId = trigger.NodeId,
                News = request.Arrival.ToNews(),
                CorrelationId = request.CorrelationId
            };
            return (await bursts.Start(order, cancel)).Instance!;
        }

        async Task<Instance> Resume(EndpointMatch match, RunEndpoint request, CancellationToken cancel) => await bursts.In(match.InstanceId!.Value, async burst =>
        {
            if (!await burst.Resume(match.BookmarkId!.Value, request.Arrival.ToNews()))
                throw Gone();
            return burst.Instance;
        }, cancel);

        static RuleBrokenException Gone() => new(Texts.Say("EndpointGone")) { Code = "not-found" };
    }
}

/// <summary>How far a request has come.</summary>
/// <param name="InstanceId">The instance that it started or woke.</param>
/// <param name="Exchange">Under which the instance knows the request.</param>
/// <param name="Progress">What may still come of it.</param>
/// <param name="Since">When it came (UTC).</param>
public sealed record EndpointRun(Guid InstanceId, string Exchange, EndpointProgress Progress, DateTimeOffset Since)
{
    public EndpointAnswer? Answer { get; init; }
    public string? Fingerprint { get; init; }

    internal static EndpointRun Of(Instance instance, string exchange, DateTimeOffset since, EndpointAnswer? answer) =>
        new(instance.Id, exchange, answer is not null ? EndpointProgress.Answered : ProgressOf(instance, exchange, since), since) { Answer = answer };

    static EndpointProgress ProgressOf(Instance instance, string exchange, DateTimeOffset since)
    {
        if (instance.Incidents.Exists(incident => incident.ResolvedAt is null && incident.At >= since))
            return EndpointProgress.Failed;
        // Only an instance that waits for its own calls to other systems answers soon.
        return instance.Status == InstanceStatus.Running && instance.Exchanges.Contains(exchange) && instance.Bookmarks.Exists(bookmark => bookmark.Kind == EffectAnswered.KindName)
            ? EndpointProgress.UnderWay
            : EndpointProgress.NoAnswer;
    }
}

/// <summary>What may still come of a request.</summary>
public enum EndpointProgress
{
    /// <summary>It has its answer.</summary>
    Answered,
    /// <summary>The instance waits for other systems that it called, and may answer soon.</summary>
    UnderWay,
    /// <summary>The instance ended, or waits for something that may take days, without an answer.</summary>
    NoAnswer,
    /// <summary>A step failed before there was an answer.</summary>
    Failed
}
