using BackOfficeFlow.Data;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Which cases a repair of many would touch: the dry run. Nothing said selects nothing.</summary>
[SentBy(Senders.Supervisors)]
public sealed record FindInstancesToAlter : IRequest<IReadOnlyList<Guid>>
{
    public IReadOnlyList<Guid> InstanceIds { get; init; } = [];
    public string? DefinitionId { get; init; }
    public int? DefinitionVersion { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public string? SubStatus { get; init; }
    public bool? HasIncidents { get; init; }
    public int Take { get; init; } = 1000;

    /// <summary>Whether it selects nothing because nothing is said.</summary>
    internal bool SaysNothing => InstanceIds.Count == 0 && DefinitionId is null && DefinitionVersion is null && CorrelationId is null && Name is null && SubStatus is null && HasIncidents is null;

    /// <summary>The instances that it selects, in no order.</summary>
    internal IQueryable<WorkflowInstance> In(IQueryable<WorkflowInstance> instances)
    {
        if (SaysNothing)
            return instances.Where(_ => false);
        if (InstanceIds.Count > 0)
            instances = instances.Where(instance => InstanceIds.Contains(instance.Id));
        if (DefinitionId is { } definition)
            instances = instances.Where(instance => instance.DefinitionId == definition);
        if (DefinitionVersion is { } version)
            instances = instances.Where(instance => instance.DefinitionVersion == version);
        if (CorrelationId is { } correlation)
            instances = instances.Where(instance => instance.CorrelationId == correlation);
        if (Name is { } name)
            instances = instances.Where(instance => instance.Name == name);
        if (SubStatus is { } status)
            instances = instances.Where(instance => instance.SubStatus == status);
        if (HasIncidents is { } hasIncidents)
            instances = instances.Where(instance => instance.IncidentCount > 0 == hasIncidents);
        return instances;
    }

    public sealed class Validator : AbstractValidator<FindInstancesToAlter>
    {
        public Validator() => RuleFor(request => request.Take).InclusiveBetween(1, 10_000);
    }

    public sealed class Handler(BackOfficeDb db) : IRequestHandler<FindInstancesToAlter, IReadOnlyList<Guid>>
    {
        public async Task<IReadOnlyList<Guid>> Handle(FindInstancesToAlter request, CancellationToken cancellationToken)
        {
            return await request.In(db.Set<WorkflowInstance>()).OrderBy(instance => instance.CreatedAt).ThenBy(instance => instance.Id).Take(request.Take).Select(instance => instance.Id).ToListAsync(cancellationToken);
        }
    }
}
