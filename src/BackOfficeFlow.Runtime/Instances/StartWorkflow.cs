using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>Starts a case of a process; while an open one has the business key, that one is the answer.</summary>
[SentBy(Senders.Product)]
public sealed record StartWorkflow(StartInstance Order) : IRequest<StartedInstance>, IOperation
{
    public string? OperationId => Order.OperationId;

    public sealed class Validator : AbstractValidator<StartWorkflow>
    {
        public Validator()
        {
            RuleFor(request => request.Order.DefinitionId).NotEmpty().MaximumLength(200);
            RuleFor(request => request.Order.BusinessKey).MaximumLength(200);
            RuleFor(request => request.Order.CorrelationId).MaximumLength(200);
            RuleFor(request => request.Order.Name).MaximumLength(200);
            RuleFor(request => request.Order.OperationId).MaximumLength(200);
        }
    }

    public sealed class Handler(Bursts bursts, Audit audit) : IRequestHandler<StartWorkflow, StartedInstance>
    {
        public async Task<StartedInstance> Handle(StartWorkflow request, CancellationToken cancellationToken)
        {
            var started = await bursts.Start(request.Order, cancellationToken);
            if (!started.Joined)
                audit.Write("StartWorkflow", "instance", started.InstanceId.ToString(), new { request.Order.DefinitionId, request.Order.BusinessKey });
            return started;
        }
    }
}
