using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Processes;

/// <summary>What a process is called, as its newest version says. Null: there is none of that id.</summary>
[SentBy(Senders.Members)]
public sealed record ShowProcess(string DefinitionId) : IRequest<ProcessFacts?>
{
    public sealed class Validator : AbstractValidator<ShowProcess>
    {
        public Validator() => RuleFor(request => request.DefinitionId).NotEmpty().MaximumLength(StoredText.UsualLength);
    }

    public sealed class Handler(BackOfficeDb db, TextCatalog catalog) : IRequestHandler<ShowProcess, ProcessFacts?>
    {
        public async Task<ProcessFacts?> Handle(ShowProcess request, CancellationToken cancel)
        {
            var latest = await db.Set<ConfigurationItem>().AsNoTracking()
                .Where(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == request.DefinitionId && item.IsLatest)
                .Select(item => new { item.Content, item.Area })
                .FirstOrDefaultAsync(cancel);
            if (latest is null)
                return null;

            var name = DefinitionReader.Read(latest.Content).Definition?.Name;
            return new ProcessFacts(request.DefinitionId, string.IsNullOrWhiteSpace(name)
                ? request.DefinitionId
                : await catalog.Resolve(name, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, latest.Area, null, cancel));
        }
    }
}

/// <summary>A process and its name in the reader's language.</summary>
public sealed record ProcessFacts(string DefinitionId, string Name);
