using BackOfficeFlow.Data;
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

    public sealed class Handler(BackOfficeDb db, ProcessNames names) : IRequestHandler<ShowProcess, ProcessFacts?>
    {
        public async Task<ProcessFacts?> Handle(ShowProcess request, CancellationToken cancel)
        {
            var latest = await db.Set<ConfigurationItem>().AsNoTracking()
                .FirstOrDefaultAsync(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == request.DefinitionId && item.IsLatest, cancel);
            return latest is null ? null : new ProcessFacts(request.DefinitionId, await names.Of(latest, cancel));
        }
    }
}

/// <summary>A process and its name in the reader's language.</summary>
public sealed record ProcessFacts(string DefinitionId, string Name);
