using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Files;

/// <summary>Keeps a file that fits in memory (an attachment, a photo). Large ones go through <see cref="Uploads"/>.</summary>
[SentBy(Senders.Clerks)]
public sealed record StoreFile(string Name, ReadOnlyMemory<byte> Bytes) : IRequest<FileLine>
{
    public sealed class Validator : AbstractValidator<StoreFile>
    {
        public Validator(IOptions<FileSettings> settings)
        {
            RuleFor(request => request.Name).NotEmpty();
            RuleFor(request => request.Bytes.Length).GreaterThan(0).WithMessage(_ => Texts.Of("Empty"))
                .LessThanOrEqualTo(settings.Value.MaxBytes)
                .WithMessage(_ => Texts.Of("TooLarge", FileSizes.Say(settings.Value.MaxBytes)))
                .OverridePropertyName(nameof(Bytes));
        }
    }

    public sealed class Handler(BackOfficeDb db, FileShelf shelf) : IRequestHandler<StoreFile, FileLine>
    {
        public async Task<FileLine> Handle(StoreFile request, CancellationToken cancel)
        {
            var file = await shelf.Keep(request.Name, request.Bytes, cancel);
            await db.SaveChangesAsync(cancel);
            return FileLine.Of(file);
        }
    }
}

/// <summary>A file as pages and forms show it.</summary>
public sealed record FileLine(Guid Id, Guid ContentId, string Name, string ContentType, long Size, string Sha256, DateTimeOffset StoredAt, FileDanger? Danger)
{
    public static FileLine Of(StoredFile file) =>
        new(file.Id, file.ContentId, file.Name, file.ContentType, file.Size, file.Sha256, file.StoredAt, file.Danger);
}
