using System.Text.Json;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>How far a request has come by now.</summary>
[SentBy(Senders.Product)]
public sealed record ShowEndpointRun(EndpointRun Run) : IRequest<EndpointRun>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<ShowEndpointRun, EndpointRun>
    {
        public async Task<EndpointRun> Handle(ShowEndpointRun request, CancellationToken cancellationToken)
        {
            var run = request.Run;
            // The instance first: an answer that comes in between is then seen, and one that is written with its state is not missed.
            var state = await db.Set<WorkflowInstance>().Where(instance => instance.Id == run.InstanceId).Select(instance => instance.State).FirstOrDefaultAsync(cancellationToken);
            var key = EndpointAnswer.KeyOf(run.InstanceId, run.Exchange);
            var kept = await db.Set<OutboxEntry>().Where(entry => entry.Kind == EndpointAnswer.Kind && entry.EntryKey == key).Select(entry => entry.Payload).FirstOrDefaultAsync(cancellationToken);
            var answer = kept is null ? null : EndpointAnswer.From((IReadOnlyDictionary<string, object?>)StoredJson.Read(kept)!);
            return state is null ? run with { Progress = EndpointProgress.NoAnswer } : EndpointRun.Of(Instance.Open(state), run.Exchange, run.Since, answer);
        }
    }
}

/// <summary>What became of a request that came before under the same operation id; null when none did.</summary>
[SentBy(Senders.Product)]
public sealed record FindEndpointRun(string Id) : IRequest<EndpointRun?>
{
    public sealed class Handler(BackOfficeDb db, CurrentCaller current) : IRequestHandler<FindEndpointRun, EndpointRun?>
    {
        public async Task<EndpointRun?> Handle(FindEndpointRun request, CancellationToken cancellationToken)
        {
            var actor = Operations.ActorOf(current.Caller);
            var answer = await db.Set<DoneOperation>()
                .Where(operation => operation.OperationId == request.Id && operation.Actor == actor && operation.Command == nameof(RunEndpoint))
                .Select(operation => operation.Answer).FirstOrDefaultAsync(cancellationToken);
            return answer is null ? null : JsonSerializer.Deserialize<EndpointRun>(answer, Operations.Json);
        }
    }
}
