using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Cases;

/// <summary>The executions of a case's steps, in the order in which they began.</summary>
[SentBy(Senders.Members)]
public sealed record ListStepRuns(Guid InstanceId) : IRequest<IReadOnlyList<StepRun>>
{
    /// <summary>Only of this step, by Elsa's node id.</summary>
    public string? Path { get; init; }

    /// <summary>Only this execution and those in which it ran, the outermost first.</summary>
    public string? StackOf { get; init; }

    public sealed class Handler(CaseRuns cases) : IRequestHandler<ListStepRuns, IReadOnlyList<StepRun>>
    {
        public async Task<IReadOnlyList<StepRun>> Handle(ListStepRuns request, CancellationToken cancel)
        {
            var all = StepRuns.Of(await cases.Find(request.InstanceId, cancel));
            return request.StackOf is { } id ? Stack(all, id) : [.. all.Where(run => request.Path is null || run.Path == request.Path)];
        }

        static List<StepRun> Stack(IReadOnlyList<StepRun> all, string id)
        {
            var byId = all.ToDictionary(run => run.ExecutionId, StringComparer.Ordinal);
            var stack = new List<StepRun>();
            for (var next = byId.GetValueOrDefault(id); next is not null; next = next.ParentId is { } parent ? byId.GetValueOrDefault(parent) : null)
                stack.Add(next);
            stack.Reverse();
            return stack;
        }
    }
}
