using System.Security.Cryptography;
using BackOfficeFlow.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>The keys that tokens are signed with: the newest signs, for 90 days, and each is good for as long as what it signed.</summary>
public sealed class SigningKeys(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock)
{
    static readonly TimeSpan Signs = TimeSpan.FromDays(90);

    // A token with an invented key id must not cost a question each.
    static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    readonly IDataProtector protector = protection.CreateProtector("BackOfficeFlow.SigningKeys");
    volatile Known known = new([], null);

    /// <summary>The key to sign with; the first is made by whoever needs it first. Two nodes may make one each: both are good on both.</summary>
    public async Task<SymmetricSecurityKey> Newest(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (FindNewest(now) is { } there)
            return there;

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
        Keep(await Rows(db, now).ToListAsync(cancel), now);
        if (FindNewest(now) is { } ofOthers)
            return ofOthers;

        var made = new SigningKey
        {
            Id = Guid.CreateVersion7(now),
            Protected = protector.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(64))),
            MadeAt = now,
        };
        db.Add(made);
        await db.SaveChangesAsync(cancel);
        Keep([.. await Rows(db, now).ToListAsync(cancel)], now);
        return FindNewest(now)!;
    }

    /// <summary>The key of that id; null: unknown, or too old. Whoever checks a token asks without waiting, hence the plain call.</summary>
    public SecurityKey? Find(string? id)
    {
        var now = clock.GetUtcNow();
        if (!Guid.TryParse(id, out var wanted))
            return null;
        if (known.Keys.FirstOrDefault(key => key.Id == wanted) is not { } found && (known.AskedAt is not { } asked || now - asked >= AskAgain))
        {
            using var scope = scopes.CreateScope();
            Keep([.. Rows(scope.ServiceProvider.GetRequiredService<BackOfficeDb>(), now)], now);
        }

        found = known.Keys.FirstOrDefault(key => key.Id == wanted);
        return found is not null && now - found.MadeAt < Signs + RefreshToken.Life ? found.Key : null;
    }

    SymmetricSecurityKey? FindNewest(DateTimeOffset now) =>
        known.Keys.Where(key => now - key.MadeAt < Signs).MaxBy(key => key.MadeAt)?.Key;

    static IQueryable<SigningKey> Rows(BackOfficeDb db, DateTimeOffset now)
    {
        var oldest = now - Signs - RefreshToken.Life;
        return db.Set<SigningKey>().AsNoTracking().Where(key => key.MadeAt > oldest);
    }

    void Keep(IReadOnlyList<SigningKey> rows, DateTimeOffset now) => known = new Known([.. rows.Select(Open).OfType<OpenKey>()], now);

    /// <summary>Null when it cannot be read any more, as after the database's data protection keys were lost: then its tokens are worth nothing.</summary>
    OpenKey? Open(SigningKey row)
    {
        try
        {
            return new OpenKey(row.Id, row.MadeAt, new SymmetricSecurityKey(Convert.FromBase64String(protector.Unprotect(row.Protected))) { KeyId = row.Id.ToString() });
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    sealed record OpenKey(Guid Id, DateTimeOffset MadeAt, SymmetricSecurityKey Key);

    sealed record Known(IReadOnlyList<OpenKey> Keys, DateTimeOffset? AskedAt);
}
