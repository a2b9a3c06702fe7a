using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>The definitions that have this one as a step, in their latest or published version.</summary>
[SentBy(Senders.Members, Scope = KeyScopes.Definitions)]
public sealed record FindConsumers(string DefinitionId) : IRequest<IReadOnlyList<string>>
{
    internal sealed class Handler(DefinitionRules rules) : IRequestHandler<FindConsumers, IReadOnlyList<string>>
    {
        public Task<IReadOnlyList<string>> Handle(FindConsumers request, CancellationToken cancellationToken) => rules.Consumers(request.DefinitionId, cancellationToken);
    }
}
