using System.Security.Claims;
using System.Text.Encodings.Web;
using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Lets requests in by <c>Authorization: ApiKey …</c> or <c>X-Api-Key: …</c>.</summary>
public sealed class ApiKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Requests requests, KeptApiKeys kept)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "ApiKey";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SecretOf(Request) is not { } secret)
            return AuthenticateResult.NoResult();

        var key = kept.Find(secret) ?? await Find(secret);
        return key is null
            ? AuthenticateResult.Fail(Texts.Of("ApiKeyRefused"))
            : AuthenticateResult.Success(new AuthenticationTicket(Principal(key), Name));
    }

    async Task<KnownApiKey?> Find(string secret)
    {
        var forgettings = kept.Forgettings;
        var key = await requests.Send(new FindApiKey(secret), Nobody, Context.RequestAborted);
        if (key is not null)
            kept.Keep(secret, key, forgettings);
        return key;
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Name;
        await Refuse(401, Texts.Of("ApiKeyMissing"));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refuse(403, Texts.Of("ApiKeyScopeMissing"));

    Task Refuse(int status, string why)
    {
        Response.StatusCode = status;
        return Response.WriteAsJsonAsync(
            new { type = "about:blank", title = why, status, code = status == 401 ? "not-signed-in" : "not-allowed" },
            options: null, contentType: "application/problem+json", Context.RequestAborted);
    }

    static Caller Nobody => new(null, null, "nobody");

    static ClaimsPrincipal Principal(KnownApiKey key) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.Name, key.Name),
            new(MemberClaims.Tenant, key.TenantId),
            .. key.Scopes.Select(scope => new Claim(MemberClaims.Scope, scope)),
        ],
        Name));

    /// <summary>The key that a request shows, whether or not it is one.</summary>
    public static string? SecretOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Name + " ", StringComparison.OrdinalIgnoreCase))
            return header[(Name.Length + 1)..].Trim();

        return request.Headers["X-Api-Key"].ToString() is { Length: > 0 } key ? key.Trim() : null;
    }
}
