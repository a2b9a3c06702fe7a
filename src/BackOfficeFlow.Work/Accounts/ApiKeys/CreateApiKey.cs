using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Makes an API key. Its answer is the only time that the key is shown.</summary>
[SentBy(Senders.Administrator)]
public sealed record CreateApiKey(string Name, IReadOnlyList<string> Scopes, int? ExpiresInDays) : IRequest<NewApiKey>
{
    public sealed class Validator : AbstractValidator<CreateApiKey>
    {
        public Validator()
        {
            RuleFor(request => request.Name).NotEmpty().MaximumLength(100).WithName(_ => Texts.Of("Name"));
            RuleFor(request => request.Scopes).NotEmpty().WithMessage(_ => Texts.Of("ScopesMissing"));
            RuleForEach(request => request.Scopes).Must(ApiScopes.All.Contains).WithMessage((_, scope) => Texts.Of("ScopeUnknown", scope, string.Join(", ", ApiScopes.All)));
            RuleFor(request => request.ExpiresInDays).InclusiveBetween(1, 3650).WithName(_ => Texts.Of("ExpiresInDays"));
        }
    }

    public sealed class Handler(BackOfficeDb db, CurrentCaller current, Audit audit, TimeProvider clock) : IRequestHandler<CreateApiKey, NewApiKey>
    {
        public async Task<NewApiKey> Handle(CreateApiKey request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var secret = ApiKey.Prefix + Secrets.New();
            var key = new ApiKey
            {
                Id = Guid.CreateVersion7(now),
                Name = request.Name.Trim(),
                Hash = Secrets.Hash(secret),
                Beginning = secret[..(ApiKey.Prefix.Length + 4)],
                MadeAt = now,
                MadeBy = current.Caller.Name,
                ExpiresAt = request.ExpiresInDays is { } days ? now.AddDays(days) : null,
                Scopes = [.. request.Scopes.Distinct()],
            };
            db.Add(key);
            audit.Write("api-key.created", "api-key", key.Id.ToString(), new { key.Name, key.Scopes, key.ExpiresAt });
            await db.SaveChangesAsync(cancel);
            return new NewApiKey(key.Id, secret);
        }
    }
}

public sealed record NewApiKey(Guid Id, string Secret);
