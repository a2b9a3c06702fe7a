using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Work.Cases;

/// <summary>What happened in a case, line by line as the engine wrote it; the page of a case tells it in plain words.</summary>
[SentBy(Senders.Members)]
public sealed record ReadJournal(Guid InstanceId, int Skip, int Take) : IRequest<JournalPage>
{
    public const int Most = 1000;

    public IReadOnlyList<string> ActivityIds { get; init; } = [];
    public IReadOnlyList<string> Paths { get; init; } = [];
    public IReadOnlyList<string> NotOfTypes { get; init; } = [];
    public IReadOnlyList<string> Happenings { get; init; } = [];

    public sealed class Validator : AbstractValidator<ReadJournal>
    {
        public Validator()
        {
            RuleFor(request => request.Skip).GreaterThanOrEqualTo(0);
            RuleFor(request => request.Take).InclusiveBetween(1, Most);
        }
    }

    public sealed class Handler(CaseRuns cases) : IRequestHandler<ReadJournal, JournalPage>
    {
        public async Task<JournalPage> Handle(ReadJournal request, CancellationToken cancel)
        {
            var run = await cases.Find(request.InstanceId, cancel);
            var runs = StepRuns.Of(run).ToDictionary(step => step.ExecutionId, StringComparer.Ordinal);
            var found = run.Events.Where(happening => Matches(request, happening, runs[happening.ExecutionId])).ToList();
            return new JournalPage([.. found.Skip(request.Skip).Take(request.Take).Select(happening => Line(run, happening, runs[happening.ExecutionId]))], found.Count);
        }

        static bool Matches(ReadJournal request, JournalEvent happening, StepRun step) =>
            (request.ActivityIds.Count == 0 || request.ActivityIds.Contains(step.ActivityId))
            && (request.Paths.Count == 0 || request.Paths.Contains(step.Path))
            && (request.Happenings.Count == 0 || request.Happenings.Contains(happening.What))
            && !request.NotOfTypes.Contains(step.Type);

        static JournalLine Line(CaseRun run, JournalEvent happening, StepRun step) => new(happening.Sequence, happening.At, step, happening.What)
        {
            Message = happening.Details?.GetValueOrDefault("Message") as string,
            Inputs = run.ShowsValues ? happening.Details?.GetValueOrDefault("Inputs") as IReadOnlyDictionary<string, object?> : null
        };
    }
}

public sealed record JournalPage(IReadOnlyList<JournalLine> Lines, int Total);

/// <summary>One line of the journal, and the execution of the step that it is about.</summary>
public sealed record JournalLine(long Sequence, DateTimeOffset At, StepRun Step, string What)
{
    public string? Message { get; init; }
    public IReadOnlyDictionary<string, object?>? Inputs { get; init; }
}
