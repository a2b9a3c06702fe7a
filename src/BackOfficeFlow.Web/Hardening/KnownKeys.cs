using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Authentication;

namespace BackOfficeFlow.Web;

/// <summary>
/// Which company showed which key here before: a flood is turned away without a question to the database for each. It lets nobody in; whether
/// a key still works is asked of every request that is taken.
/// </summary>
sealed class KnownKeys
{
    const int Most = 10_000;

    readonly ConcurrentDictionary<string, string> tenants = new();

    /// <summary>Null: the request shows no key, or one that does not work.</summary>
    public async Task<string?> TenantOf(HttpContext context)
    {
        if (ApiKeyScheme.SecretOf(context.Request) is not { } secret)
            return null;

        // The key itself is nothing to keep in memory.
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        if (tenants.TryGetValue(hash, out var known))
            return known;

        if ((await context.AuthenticateAsync(ApiKeyScheme.Name)).Principal?.TenantId() is not { } tenant)
            return null;

        if (tenants.Count >= Most)
            tenants.Clear();
        tenants[hash] = tenant;
        return tenant;
    }
}
