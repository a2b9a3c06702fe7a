using BackOfficeFlow.Engine.Running;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>Ends a case that is open; its waiting steps withdraw what they put into the world.</summary>
[SentBy(Senders.Supervisors)]
public sealed record CancelInstance(Guid InstanceId, string Reason) : IRequest<Unit>
{
    public sealed class Validator : AbstractValidator<CancelInstance>
    {
        public Validator() => RuleFor(request => request.Reason).NotEmpty().MaximumLength(500);
    }

    public sealed class Handler(Bursts bursts, CurrentCaller current, Audit audit) : IRequestHandler<CancelInstance, Unit>
    {
        public Task<Unit> Handle(CancelInstance request, CancellationToken cancellationToken) =>
            bursts.In(request.InstanceId, burst => End(burst, request.Reason), cancellationToken);

        async Task<Unit> End(OpenBurst burst, string reason)
        {
            if (burst.Instance.Status == InstanceStatus.Finished)
                throw new RuleBrokenException(Texts.Say("InstanceClosed", burst.CaseKey)) { Code = "instance-closed" };

            await burst.Cancel(Texts.Say("CancelledBy", current.Caller.Name, reason));
            audit.Write("CancelInstance", "instance", burst.InstanceId.ToString(), new { reason });
            return Unit.Value;
        }
    }
}
