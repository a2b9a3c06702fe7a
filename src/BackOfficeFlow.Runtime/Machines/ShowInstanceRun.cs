using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>A case as it stands now; as it stood when it has been removed meanwhile.</summary>
[SentBy(Senders.Product)]
public sealed record ShowInstanceRun(InstanceRun Run) : IRequest<InstanceRun>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<ShowInstanceRun, InstanceRun>
    {
        public async Task<InstanceRun> Handle(ShowInstanceRun request, CancellationToken cancellationToken)
        {
            var run = request.Run;
            var state = await db.Set<WorkflowInstance>().Where(instance => instance.Id == run.InstanceId).Select(instance => instance.State).FirstOrDefaultAsync(cancellationToken);
            return state is null ? run with { IsUnderWay = false } : InstanceRun.Of(Instance.Open(state), run.Since, isKept: false);
        }
    }
}
