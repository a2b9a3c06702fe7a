using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Processes;

/// <summary>The processes that a person may start by hand: published, and not one that only other processes start.</summary>
[SentBy(Senders.Clerks)]
public sealed record ListProcesses : IRequest<IReadOnlyList<StartableProcess>>
{
    // Beside the flowchart mode, in customProperties.backOfficeFlow: a page of its own that starts the process; "none" when nobody starts it by hand.
    internal const string PageSwitch = "startPage";
    internal const string NoPage = "none";

    public sealed class Handler(BackOfficeDb db, TextCatalog catalog) : IRequestHandler<ListProcesses, IReadOnlyList<StartableProcess>>
    {
        public async Task<IReadOnlyList<StartableProcess>> Handle(ListProcesses request, CancellationToken cancel)
        {
            var items = await db.Set<ConfigurationItem>().AsNoTracking()
                .Where(item => item.Kind == ConfigurationKinds.Definition && item.IsPublished)
                .OrderBy(item => item.EntryKey)
                .ToListAsync(cancel);
            var found = new List<StartableProcess>(items.Count);
            foreach (var item in items)
                if (DefinitionReader.Read(item.Content).Definition is { } definition && definition.Switch(PageSwitch) != NoPage)
                    found.Add(await Describe(item, definition, cancel));

            return [.. found.OrderBy(process => process.Name, StringComparer.CurrentCulture)];
        }

        async Task<StartableProcess> Describe(ConfigurationItem item, WorkflowDefinition definition, CancellationToken cancel)
        {
            var inputs = new List<ProcessInput>();
            foreach (var input in definition.Inputs)
                inputs.Add(new ProcessInput(input.Name, await Say(input.DisplayName, item, cancel) ?? input.Name, await Say(input.Description, item, cancel), input.TypeName, input.IsRequired));

            return new StartableProcess(item.EntryKey, await Say(definition.Name, item, cancel) ?? item.EntryKey, await Say(definition.Description, item, cancel), definition.Switch(PageSwitch), inputs);
        }

        async Task<string?> Say(string? text, ConfigurationItem item, CancellationToken cancel) =>
            string.IsNullOrWhiteSpace(text) ? null : await catalog.Resolve(text, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, item.Area, null, cancel);
    }
}

/// <summary>A process as the list shows it; with a page of its own, that page starts it.</summary>
public sealed record StartableProcess(string DefinitionId, string Name, string? Description, string? Page, IReadOnlyList<ProcessInput> Inputs);

/// <summary>What a process wants to know at its start.</summary>
public sealed record ProcessInput(string Name, string Label, string? Description, string Type, bool IsRequired);
