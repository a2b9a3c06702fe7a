using BackOfficeFlow.Engine;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>Has a case started for another system, right after the commit, and says the id that it will have. The same operation id starts one case.</summary>
[SentBy(Senders.Product)]
public sealed record DispatchWorkflow(MachineOrder Asks) : IRequest<Guid>, IOperation
{
    public string? OperationId { get; init; }
    public string? Asked { get; init; }

    public sealed class Validator : AbstractValidator<DispatchWorkflow>
    {
        public Validator() => RuleFor(request => request.Asks).SetValidator(new MachineOrderCheck());
    }

    internal sealed class Handler(StartOrders orders, Stimuli stimuli, Audit audit, OpenTransaction transaction) : IRequestHandler<DispatchWorkflow, Guid>
    {
        public async Task<Guid> Handle(DispatchWorkflow request, CancellationToken cancellationToken)
        {
            var order = await orders.Read(request.Asks, cancellationToken);
            await orders.RequireInput(order, cancellationToken);
            var id = InstanceIds.Next(transaction.Now);
            stimuli.Start(order with { InstanceId = id });
            audit.Write("DispatchWorkflow", "instance", id.ToString(), new { order.DefinitionId });
            return id;
        }
    }
}
