using System.Security.Claims;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>What the cookie, or an API key, says about who is there.</summary>
public static class MemberClaims
{
    public const string Tenant = "bof:tenant";
    public const string Company = "bof:company";
    public const string Zone = "bof:zone";
    public const string Stamp = "bof:stamp";
    public const string Scope = "bof:scope";

    public static ClaimsPrincipal Of(Member member, string scheme) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, member.UserId.ToString()),
            new(ClaimTypes.Name, member.Name),
            new(ClaimTypes.Email, member.Email),
            new(Tenant, member.TenantId),
            new(Company, member.Company),
            new(Zone, member.Zone),
            new(Stamp, member.Stamp),
            .. member.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
        ],
        scheme));

    public static Guid? UserId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public static string? TenantId(this ClaimsPrincipal user) => user.FindFirstValue(Tenant);
}
