using BackOfficeFlow.Data;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>A file and what was made of its item here, line by line; null when there is nothing (any more) to decide.</summary>
[SentBy(Senders.Designers, Scope = KeyScopes.Definitions)]
public sealed record ShowFileConflict(string Kind, string Key) : IRequest<ComparedFile?>
{
    public sealed class Validator : AbstractValidator<ShowFileConflict>
    {
        public Validator()
        {
            RuleFor(request => request.Kind).NotEmpty();
            RuleFor(request => request.Key).NotEmpty();
        }
    }

    internal sealed class Handler(BackOfficeDb db, FileConflicts conflicts) : IRequestHandler<ShowFileConflict, ComparedFile?>
    {
        public async Task<ComparedFile?> Handle(ShowFileConflict request, CancellationToken cancellationToken)
        {
            if (await conflicts.Find(request.Kind, request.Key, cancellationToken) is not { } found)
                return null;
            var here = await db.Set<ConfigurationItem>().AsNoTracking().FirstOrDefaultAsync(item => item.Id == found.Here.LatestId, cancellationToken);
            return here is null
                ? null
                : new ComparedFile(FileConflict.Of(found, here), here.Content, found.File.Content, ComparedText.Compare(here.Content, found.File.Content));
        }
    }
}

/// <summary>A file beside what stands here.</summary>
/// <param name="Conflict">Which file, and who has edited what it holds.</param>
/// <param name="Here">What stands here, byte for byte.</param>
/// <param name="InFile">What the file holds, byte for byte.</param>
/// <param name="Stretches">Both line by line; none when only blanks and line ends differ, null when they are too long to be compared.</param>
public sealed record ComparedFile(FileConflict Conflict, byte[] Here, byte[] InFile, IReadOnlyList<DiffStretch>? Stretches);
