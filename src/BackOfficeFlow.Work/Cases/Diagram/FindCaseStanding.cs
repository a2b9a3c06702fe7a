using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Cases;

/// <summary>Whether a case still runs: asked every few seconds by whoever looks at its diagram, so that it reads one row and nothing else.</summary>
[SentBy(Senders.Members)]
public sealed record FindCaseStanding(Guid InstanceId) : IRequest<EngineStanding>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<FindCaseStanding, EngineStanding>
    {
        public async Task<EngineStanding> Handle(FindCaseStanding request, CancellationToken cancel) =>
            await db.Set<WorkflowInstance>()
                .Where(instance => instance.Id == request.InstanceId)
                .Select(instance => new EngineStanding(instance.Status, instance.SubStatus, instance.UpdatedAt, instance.Revision))
                .SingleOrDefaultAsync(cancel)
            ?? throw CaseRules.Unknown();
    }
}

/// <summary>How far a case has come, in the engine's words; the revision changes with each burst.</summary>
public sealed record EngineStanding(string Status, string SubStatus, DateTimeOffset UpdatedAt, int Revision);
