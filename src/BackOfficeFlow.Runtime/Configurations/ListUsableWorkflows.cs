using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>The published workflows that may stand as steps in others, with their texts in the reader's language.</summary>
[SentBy(Senders.Members, Scope = KeyScopes.Definitions)]
public sealed record ListUsableWorkflows : IRequest<IReadOnlyList<UsableStep>>
{
    public sealed class Handler(BackOfficeDb db, UsableDefinitions usable, TextCatalog catalog) : IRequestHandler<ListUsableWorkflows, IReadOnlyList<UsableStep>>
    {
        public async Task<IReadOnlyList<UsableStep>> Handle(ListUsableWorkflows request, CancellationToken cancel)
        {
            var steps = new List<UsableStep>();
            foreach (var workflow in (await usable.Current(cancel)).Workflows.Published.Where(workflow => workflow.TypeName is not null))
                steps.Add(new UsableStep(workflow.TypeName!, workflow.Definition, await Words(workflow, cancel)));
            return steps;
        }

        // Nearly all texts stand in the definition itself.
        async Task<IReadOnlyDictionary<string, string>> Words(UsableWorkflow workflow, CancellationToken cancel)
        {
            var words = new Dictionary<string, string>(StringComparer.Ordinal);
            var keys = Said(workflow.Definition).OfType<string>().Where(text => text.StartsWith('@')).Distinct().ToList();
            if (keys.Count == 0)
                return words;

            var id = Guid.Parse(workflow.Key);
            var area = await db.Set<ConfigurationItem>().Where(item => item.Id == id).Select(item => item.Area).SingleAsync(cancel);
            foreach (var key in keys)
                words[key] = await catalog.Resolve(key, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, area, null, cancel);
            return words;
        }

        static IEnumerable<string?> Said(WorkflowDefinition definition) =>
        [
            definition.Name, definition.Description,
            .. definition.Inputs.SelectMany(input => new[] { input.DisplayName, input.Description }),
            .. definition.Outputs.SelectMany(output => new[] { output.DisplayName, output.Description })
        ];
    }
}

/// <summary>A workflow as a step: the type that others name it by.</summary>
public sealed record UsableStep(string Type, WorkflowDefinition Definition, IReadOnlyDictionary<string, string> Words)
{
    public string Name => Say(Definition.Name) ?? Type;
    public string? Description => Say(Definition.Description);

    /// <summary>A text of the definition in the reader's language; null when it is empty.</summary>
    public string? Say(string? text) => string.IsNullOrWhiteSpace(text) ? null : Words.GetValueOrDefault(text, text);
}
