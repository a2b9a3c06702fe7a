using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Cases;

/// <summary>Repeats a step that failed; the case goes on from there.</summary>
[SentBy(Senders.Supervisors)]
public sealed record RetryStep(Guid InstanceId, Guid IncidentId) : IRequest<Unit>, IAudited
{
    string IAudited.SubjectType => CaseRules.Subject;
    string IAudited.SubjectId => InstanceId.ToString("D");

    public sealed class Handler(Bursts bursts) : IRequestHandler<RetryStep, Unit>
    {
        public Task<Unit> Handle(RetryStep request, CancellationToken cancel)
        {
            return bursts.In(
                request.InstanceId,
                async burst => await burst.Retry(request.IncidentId)
                    ? Unit.Value
                    : throw new RuleBrokenException(Texts.Of("IncidentGone", burst.CaseKey)) { Code = "incident-gone" },
                cancel);
        }
    }
}
