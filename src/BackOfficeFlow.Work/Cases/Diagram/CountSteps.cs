using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Cases;

/// <summary>The badges of a case's diagram: how often each step ran, where it waits, what is broken.</summary>
[SentBy(Senders.Members)]
public sealed record CountSteps(Guid InstanceId) : IRequest<IReadOnlyList<StepCount>>
{
    /// <summary>Only these steps, by Elsa's node ids; all when empty.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    public sealed class Handler(CaseRuns cases) : IRequestHandler<CountSteps, IReadOnlyList<StepCount>>
    {
        public async Task<IReadOnlyList<StepCount>> Handle(CountSteps request, CancellationToken cancel)
        {
            var run = await cases.Find(request.InstanceId, cancel);
            var wanted = request.Paths.ToHashSet(StringComparer.Ordinal);
            return [.. StepRuns.Count(run, StepRuns.Of(run)).Where(count => wanted.Count == 0 || wanted.Contains(count.Path))];
        }
    }
}
