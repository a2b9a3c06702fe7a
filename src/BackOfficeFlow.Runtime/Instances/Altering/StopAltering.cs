using BackOfficeFlow.Data;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

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

    public sealed class Handler(BackOfficeDb db, ProgressNote progress, CurrentCaller current) : IRequestHandler<StopAltering, Unit>
    {
        public async Task<Unit> Handle(StopAltering request, CancellationToken cancellationToken)
        {
            var key = AlteringJob.JobKeyOf(request.JobId);
            var job = await db.Set<JobProgress>().AsNoTracking().FirstOrDefaultAsync(row => row.JobKey == key && row.EndedAt == null, cancellationToken)
                ?? throw new RuleBrokenException(Texts.Say("NoAlteringToStop")) { Code = "nothing-to-stop" };
            progress.Write(key, job.StartedAt, job.Done, isOver: true, Texts.Say("AlteringStopped", current.Caller.Name));
            return Unit.Value;
        }
    }
}
