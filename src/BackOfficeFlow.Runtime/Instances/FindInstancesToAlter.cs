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

    bool SaysNothing => InstanceIds.Count == 0 && DefinitionId is null && DefinitionVersion is null && CorrelationId is null && Name is null && SubStatus is null && HasIncidents is null;

    public sealed class Validator : AbstractValidator<FindInstancesToAlter>
    {
        public Validator() => RuleFor(request => request.Take).InclusiveBetween(1, 10_000);
    }

    public sealed class Handler(BackOfficeDb db) : IRequestHandler<FindInstancesToAlter, IReadOnlyList<Guid>>
    {
        public async Task<IReadOnlyList<Guid>> Handle(FindInstancesToAlter request, CancellationToken cancellationToken)
        {
            if (request.SaysNothing)
                return [];

            var found = db.Set<WorkflowInstance>().AsQueryable();
            if (request.InstanceIds.Count > 0)
                found = found.Where(instance => request.InstanceIds.Contains(instance.Id));
            if (request.DefinitionId is { } definition)
                found = found.Where(instance => instance.DefinitionId == definition);
            if (request.DefinitionVersion is { } version)
                found = found.Where(instance => instance.DefinitionVersion == version);
            if (request.CorrelationId is { } correlation)
                found = found.Where(instance => instance.CorrelationId == correlation);
            if (request.Name is { } name)
                found = found.Where(instance => instance.Name == name);
            if (request.SubStatus is { } status)
                found = found.Where(instance => instance.SubStatus == status);
            if (request.HasIncidents is { } hasIncidents)
                found = found.Where(instance => instance.IncidentCount > 0 == hasIncidents);
            return await found.OrderBy(instance => instance.CreatedAt).ThenBy(instance => instance.Id).Take(request.Take).Select(instance => instance.Id).ToListAsync(cancellationToken);
        }
    }
}
