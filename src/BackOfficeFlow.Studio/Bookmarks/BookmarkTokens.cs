using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BackOfficeFlow.Studio;

/// <summary>Makes the tokens with which a wait can be ended: nobody can make one up, or change what it is for. That it works once is the wait's own affair.</summary>
public sealed class BookmarkTokens(IDataProtectionProvider protection)
{
    readonly IDataProtector protector = protection.CreateProtector("BackOfficeFlow.Studio.Bookmark");

    internal string Make(BookmarkToken token) => protector.Protect($"{token.InstanceId:N}|{token.BookmarkId:N}|{token.TenantId}");

    /// <summary>What a genuine token is for; null when it is none of ours.</summary>
    internal BookmarkToken? Open(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            return protector.Unprotect(text).Split('|', 3) is [var instance, var bookmark, var tenant] ? new BookmarkToken(tenant, Guid.Parse(instance), Guid.Parse(bookmark)) : null;
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>Which wait of which case of which company a token ends.</summary>
sealed record BookmarkToken(string TenantId, Guid InstanceId, Guid BookmarkId);
