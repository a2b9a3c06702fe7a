using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;

namespace BackOfficeFlow.Business.Orders;

/// <summary>
/// Signs the links by which customers answer: nobody can make one up, or change whose case it is about. That it works once is a rule of the row.
/// </summary>
public sealed class AnswerLinks(IDataProtectionProvider protection, IConfiguration configuration)
{
    public const string Path = "/answer";
    const string Purpose = "BackOfficeFlow.Orders.CustomerAnswer";
    const string UsualAddress = "http://localhost:5080";

    readonly IDataProtector protector = protection.CreateProtector(Purpose);

    public string AddressOf(string tenantId, Guid answerId, DateTimeOffset expiresAt)
    {
        var root = (configuration["PublicAddress"] ?? UsualAddress).TrimEnd('/');
        var token = protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{tenantId}|{answerId:N}|{expiresAt.UtcTicks}"));
        return $"{root}{Path}?t={Uri.EscapeDataString(token)}";
    }

    /// <summary>Whose link it is; null when it is not one of ours.</summary>
    public SignedAnswer? Open(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return null;

        try
        {
            var parts = protector.Unprotect(token).Split('|');
            return parts is [var tenant, var id, _] && Guid.TryParse(id, out var answerId) ? new SignedAnswer(tenant, answerId) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>What a genuine link says.</summary>
public sealed record SignedAnswer(string TenantId, Guid AnswerId);
