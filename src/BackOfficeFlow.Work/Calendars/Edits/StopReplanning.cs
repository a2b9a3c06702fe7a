using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;

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

    public sealed class Handler(ProgressNote progress, CurrentCaller current) : IRequestHandler<StopReplanning, Unit>
    {
        public async Task<Unit> Handle(StopReplanning request, CancellationToken cancellationToken) =>
            await progress.Stop(Replanning.JobKeyOf(request.Calendar), Texts.Say("ReplanningStopped", current.Caller.Name), cancellationToken)
                ? Unit.Value
                : throw new RuleBrokenException(Texts.Say("NothingToStop", request.Calendar)) { Code = "nothing-to-stop" };
    }
}
