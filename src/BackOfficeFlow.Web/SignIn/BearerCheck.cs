using BackOfficeFlow.Studio;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BackOfficeFlow.Web;

/// <summary>Lets Elsa's clients in by an access token: whoever shows one is who they are now, not who they were when it was written.</summary>
sealed class BearerCheck(KnownMembers members) : JwtBearerEvents
{
    /// <summary>Whether a request shows a token, good or bad.</summary>
    public static bool IsShown(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Tokens.Scheme + " ", StringComparison.OrdinalIgnoreCase) || OfSocket(request) is not null;

    public override Task MessageReceived(MessageReceivedContext context)
    {
        context.Token = OfSocket(context.Request);
        return Task.CompletedTask;
    }

    // A browser cannot send a header when it opens a WebSocket.
    static string? OfSocket(HttpRequest request) =>
        request.Path.StartsWithSegments(StudioRoom.Path + "/hubs") && request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        if (context.SecurityToken is not JsonWebToken token || Tokens.ReadAccess(token) is not { } holder)
        {
            context.Fail("This is no access token.");
            return;
        }

        var member = (await members.Find(holder.TenantId, holder.UserId, context.HttpContext.RequestAborted)).Member;
        if (member is null || member.Stamp != holder.Stamp)
            context.Fail("Whoever this token is for may not enter any more.");
        else
            context.Principal = MemberClaims.Of(member, Tokens.Scheme);
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        context.Response.Headers.WWWAuthenticate = Tokens.Scheme;
        return Refuse(context.HttpContext, StatusCodes.Status401Unauthorized, "not-signed-in", "TokenRefused");
    }

    public override Task Forbidden(ForbiddenContext context) => Refuse(context.HttpContext, StatusCodes.Status403Forbidden, "not-allowed", "ForbiddenText");

    static Task Refuse(HttpContext context, int status, string code, string text)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new { type = "about:blank", title = Texts.Of(text), status, code, statusCode = status, message = Texts.Of(text) },
            options: null, contentType: "application/problem+json", context.RequestAborted);
    }
}

/// <summary>How access tokens are checked: by our own keys.</summary>
sealed class BearerOptions(Tokens tokens) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(string? name, JwtBearerOptions options)
    {
        options.EventsType = typeof(BearerCheck);
        options.MapInboundClaims = false;
        options.TokenValidationParameters = tokens.Parameters();
    }

    public void Configure(JwtBearerOptions options) => Configure(Tokens.Scheme, options);
}
