using BackOfficeFlow.Engine.Activities;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>Tells whichever case waits for it that something has happened; delivered right after the commit. The same operation id tells it once.</summary>
[SentBy(Senders.Product)]
public sealed record DeliverStimulus(string Kind, string Key) : IRequest<Unit>
{
    public object? News { get; init; }
    public string? CorrelationId { get; init; }
    public Guid? InstanceId { get; init; }
    public string? OperationId { get; init; }

    /// <summary>How long it is kept when nobody waits for it yet; ten minutes when nothing is said.</summary>
    public TimeSpan? Keep { get; init; }

    public sealed class Validator : AbstractValidator<DeliverStimulus>
    {
        public Validator()
        {
            RuleFor(request => request.Kind).NotEmpty().MaximumLength(200);
            RuleFor(request => request.OperationId).MaximumLength(200);
            RuleFor(request => request.Keep).LessThanOrEqualTo(TimeSpan.FromDays(30));
        }
    }

    public sealed class Handler(Stimuli stimuli) : IRequestHandler<DeliverStimulus, Unit>
    {
        public Task<Unit> Handle(DeliverStimulus request, CancellationToken cancellationToken)
        {
            stimuli.Tell(
                new NamedStimulus(request.Kind, request.Key), request.News, request.CorrelationId, request.InstanceId, request.OperationId, request.Keep);
            return Unit.Task;
        }
    }
}

/// <summary>A stimulus that comes with its words as data.</summary>
public sealed record NamedStimulus(string Kind, string Key) : Stimulus(Kind, Key);
