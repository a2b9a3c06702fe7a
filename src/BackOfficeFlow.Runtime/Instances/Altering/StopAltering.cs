using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>Stops a repair of many cases. What was altered stays so.</summary>
[SentBy(Senders.Supervisors)]
public sealed record StopAltering(Guid JobId) : IRequest<Unit>, IAudited
{
    public string SubjectType => "alterations";
    public string SubjectId => JobId.ToString();

    public sealed class Validator : AbstractValidator<StopAltering>
    {
        public Validator() => RuleFor(request => request.JobId).NotEmpty();
    }

    public sealed class Handler(ProgressNote progress, CurrentCaller current) : IRequestHandler<StopAltering, Unit>
    {
        public async Task<Unit> Handle(StopAltering request, CancellationToken cancellationToken) =>
            await progress.Stop(AlteringJob.JobKeyOf(request.JobId), Texts.Say("AlteringStopped", current.Caller.Name), cancellationToken)
                ? Unit.Value
                : throw new RuleBrokenException(Texts.Say("NoAlteringToStop")) { Code = "nothing-to-stop" };
    }
}
