using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>A definition as it was saved last, draft or not; null when there is none, or it cannot be read.</summary>
[SentBy(Senders.Members, Scope = KeyScopes.Definitions)]
public sealed record FindNewestDefinition(string DefinitionId) : IRequest<WorkflowDefinition?>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<FindNewestDefinition, WorkflowDefinition?>
    {
        public async Task<WorkflowDefinition?> Handle(FindNewestDefinition request, CancellationToken cancel)
        {
            var content = await db.Set<ConfigurationItem>()
                .Where(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == request.DefinitionId && item.IsLatest)
                .Select(item => item.Content)
                .FirstOrDefaultAsync(cancel);
            return content is null ? null : DefinitionReader.Read(content).Definition;
        }
    }
}
