using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Tells cases that an event has happened, right after the commit; one that nobody waits for yet is kept for a while. The same operation id
/// tells it once.
/// </summary>
[SentBy(Senders.Product)]
public sealed record TellEvent(string Name) : IRequest<Unit>, IOperation
{
    public object? Payload { get; init; }
    public string? CorrelationId { get; init; }

    /// <summary>Only this case.</summary>
    public Guid? InstanceId { get; init; }
    public string? OperationId { get; init; }
    public string? Asked { get; init; }

    public sealed class Validator : AbstractValidator<TellEvent>
    {
        public Validator()
        {
            RuleFor(request => request.Name).NotEmpty().MaximumLength(1000).OverridePropertyName("eventName");
            RuleFor(request => request.CorrelationId).MaximumLength(200).OverridePropertyName("correlationId");
        }
    }

    public sealed class Handler(BackOfficeDb db, Stimuli stimuli) : IRequestHandler<TellEvent, Unit>
    {
        public async Task<Unit> Handle(TellEvent request, CancellationToken cancellationToken)
        {
            if (request.InstanceId is { } id)
                await RequireOpen(id, cancellationToken);
            stimuli.Tell(new EventStimulus(request.Name), request.Payload, request.CorrelationId, request.InstanceId);
            return Unit.Value;
        }

        async Task RequireOpen(Guid id, CancellationToken cancel)
        {
            var found = await db.Set<WorkflowInstance>().Where(row => row.Id == id).Select(row => new { row.CaseKey, row.Status }).FirstOrDefaultAsync(cancel)
                ?? throw new RuleBrokenException(Texts.Say("InstanceUnknown", id)) { Code = "not-found" };
            if (found.Status == nameof(InstanceStatus.Finished))
                throw new RuleBrokenException(Texts.Say("InstanceClosed", found.CaseKey)) { Code = "instance-closed" };
        }
    }
}
