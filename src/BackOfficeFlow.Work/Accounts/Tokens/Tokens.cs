using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Writes and reads the signed tokens (JWT, RFC 7519) that Elsa's clients show: a short one for calls, a long one to have it renewed.</summary>
public sealed class Tokens(SigningKeys keys, TimeProvider clock)
{
    /// <summary>The name of the way to sign in by such a token.</summary>
    public const string Scheme = "Bearer";

    public static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(10);

    const string Issuer = "BackOfficeFlow";
    const string Use = "token_use";
    const string Access = "access";
    const string Refresh = "refresh";
    const string Permissions = "permissions";

    static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>The pair that a sign-in, or its renewal, is answered with.</summary>
    /// <param name="grant">What is stored; written after its commit, because the first key is stored by itself.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<TokenPair> Write(TokenGrant grant, CancellationToken cancel)
    {
        var (member, refresh) = grant;
        var now = clock.GetUtcNow();
        var key = new SigningCredentials(await keys.Newest(cancel), SecurityAlgorithms.HmacSha256);
        return new TokenPair(
            Sign(key, now, now + AccessLife, Guid.CreateVersion7(now), member,
            [
                new(Use, Access),
                .. member.Roles.Select(role => new Claim("role", role)),
                .. TokenPermissions.Of(member.Roles).Select(permission => new Claim(Permissions, permission)),
            ]),
            Sign(key, now, refresh.ExpiresAt, refresh.Id, member, [new(Use, Refresh)]));
    }

    /// <summary>Who shows an access token; null when it is none of ours, has run out, or is of the other kind.</summary>
    public static TokenHolder? ReadAccess(JsonWebToken token) => Read(token, Access);

    /// <summary>Whose refresh token this is; null when it is none of ours, has run out, or is of the other kind.</summary>
    public async Task<TokenHolder?> ReadRefresh(string text)
    {
        var result = await Handler.ValidateTokenAsync(text, Parameters());
        return result is { IsValid: true, SecurityToken: JsonWebToken token } ? Read(token, Refresh) : null;
    }

    /// <summary>How a token is checked. There is no leeway: the clock that signed is the one that checks, or its neighbour's.</summary>
    public TokenValidationParameters Parameters() => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Issuer,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        IssuerSigningKeyResolver = (_, _, id, _) => keys.Find(id) is { } key ? [key] : [],
        LifetimeValidator = (_, until, _, _) => until is { } end && clock.GetUtcNow().UtcDateTime < end,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
    };

    static string Sign(SigningCredentials key, DateTimeOffset now, DateTimeOffset until, Guid id, Member member, IEnumerable<Claim> more) => Handler.CreateToken(
        new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = until.UtcDateTime,
            SigningCredentials = key,
            Subject = new ClaimsIdentity(
            [
                new("jti", id.ToString()),
                new("sub", member.UserId.ToString()),
                new("name", member.Email),
                new(MemberClaims.Tenant, member.TenantId),
                new(MemberClaims.Stamp, member.Stamp),
                .. more,
            ]),
        });

    static TokenHolder? Read(JsonWebToken token, string use) =>
        token.TryGetPayloadValue<string>(Use, out var said) && said == use
        && Guid.TryParse(token.Id, out var id) && Guid.TryParse(token.Subject, out var userId)
        && token.TryGetPayloadValue<string>(MemberClaims.Tenant, out var tenantId) && token.TryGetPayloadValue<string>(MemberClaims.Stamp, out var stamp)
            ? new TokenHolder(id, tenantId, userId, stamp)
            : null;
}

/// <summary>What somebody was given: who they are, and what they may have renewed.</summary>
public sealed record TokenGrant(Member Member, RefreshToken Refresh);

/// <summary>What a program signs in with afterwards, and how it renews that.</summary>
public sealed record TokenPair(string Access, string Refresh);

/// <summary>Whose token this is.</summary>
/// <param name="Id">The token's own id.</param>
/// <param name="TenantId">The company that was entered.</param>
/// <param name="UserId">The person.</param>
/// <param name="Stamp">The account's stamp when it was written: a new password changes it.</param>
public sealed record TokenHolder(Guid Id, string TenantId, Guid UserId, string Stamp);
