using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Work.Cases;

/// <summary>Ends a case that should not go on; its open tasks and timers are withdrawn.</summary>
[SentBy(Senders.Supervisors)]
public sealed record EndCase(Guid InstanceId, string Reason) : IRequest<Unit>, IAudited
{
    string IAudited.SubjectType => CaseRules.Subject;
    string IAudited.SubjectId => InstanceId.ToString("D");

    public sealed class Validator : AbstractValidator<EndCase>
    {
        public Validator() => RuleFor(request => request.Reason).NotEmpty().MinimumLength(10).MaximumLength(400);
    }

    public sealed class Handler(Bursts bursts) : IRequestHandler<EndCase, Unit>
    {
        public Task<Unit> Handle(EndCase request, CancellationToken cancel)
        {
            return bursts.In(
                request.InstanceId,
                async burst =>
                {
                    if (burst.Instance.Status is InstanceStatus.Finished)
                        throw new RuleBrokenException(Texts.Of("CaseClosed", burst.CaseKey)) { Code = "case-closed" };

                    await burst.Cancel(request.Reason);
                    return Unit.Value;
                },
                cancel);
        }
    }
}
