using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>Starts a case for another system, runs it until it waits or ends, and shows it as it then stands. The same operation id starts none anew.</summary>
[SentBy(Senders.Product)]
public sealed record RunWorkflow(MachineOrder Asks) : IRequest<InstanceRun>, IOperation
{
    public string? OperationId { get; init; }
    public string? Asked { get; init; }

    public sealed class Validator : AbstractValidator<RunWorkflow>
    {
        public Validator() => RuleFor(request => request.Asks).SetValidator(new MachineOrderCheck());
    }

    internal sealed class Handler(StartOrders orders, Bursts bursts, Audit audit, OpenTransaction transaction) : IRequestHandler<RunWorkflow, InstanceRun>
    {
        public async Task<InstanceRun> Handle(RunWorkflow request, CancellationToken cancellationToken)
        {
            var order = await orders.Read(request.Asks, cancellationToken);
            var started = await bursts.Start(order, cancellationToken);
            audit.Write("StartWorkflow", "instance", started.InstanceId.ToString(), new { order.DefinitionId });
            return InstanceRun.Of(started.Instance!, transaction.Now, isKept: request.OperationId is not null);
        }
    }
}

/// <summary>What the texts of an order may be.</summary>
sealed class MachineOrderCheck : AbstractValidator<MachineOrder>
{
    const int Longest = 200;

    public MachineOrderCheck()
    {
        RuleFor(asked => asked.Order.DefinitionId).NotEmpty().MaximumLength(Longest).OverridePropertyName("definitionId");
        RuleFor(asked => asked.Order.CorrelationId).MaximumLength(Longest).OverridePropertyName("correlationId");
        RuleFor(asked => asked.Order.Name).MaximumLength(Longest).OverridePropertyName("name");
    }
}
