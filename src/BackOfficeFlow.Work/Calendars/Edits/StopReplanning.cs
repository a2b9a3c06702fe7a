using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>Stops working timers out anew after a calendar's edit. What was moved stays moved; publishing the calendar again begins from the front.</summary>
[SentBy(Senders.Administrator)]
public sealed record StopReplanning(string Calendar) : IRequest<Unit>, IAudited
{
    public string SubjectType => CalendarKind.Name;
    public string SubjectId => Calendar;

    public sealed class Validator : AbstractValidator<StopReplanning>
    {
        public Validator() => RuleFor(request => request.Calendar).NotEmpty();
    }

    public sealed class Handler(BackOfficeDb db, ProgressNote progress, CurrentCaller current) : IRequestHandler<StopReplanning, Unit>
    {
        public async Task<Unit> Handle(StopReplanning request, CancellationToken cancellationToken)
        {
            var key = Replanning.JobKeyOf(request.Calendar);
            var job = await db.Set<JobProgress>().AsNoTracking().FirstOrDefaultAsync(row => row.JobKey == key && row.EndedAt == null, cancellationToken)
                ?? throw new RuleBrokenException(Texts.Say("NothingToStop", request.Calendar)) { Code = "nothing-to-stop" };
            progress.Write(key, job.StartedAt, job.Done, isOver: true, Texts.Say("ReplanningStopped", current.Caller.Name));
            return Unit.Value;
        }
    }
}
