using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>How Elsa's other clients sign in: name and password against tokens. Our own pages, and the designer in them, use the cookie.</summary>
static class Login
{
    const int LongestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/identity/login", SignIn)
            .WithName("Login")
            .WithSummary("Gives tokens for a name and a password")
            .WithDescription(
                "The access token works for ten minutes as Authorization: Bearer. Whoever works for several companies names one in the header X-Tenant-Id. "
                + "A wrong password is answered with isAuthenticated false, and so is an account that five wrong ones have locked for a while.")
            .WithMetadata(new RequestSizeLimitAttribute(LongestBody))
            .Produces<LoginAnswer>();
        routes.MapPost("/identity/refresh-token", Renew)
            .WithName("RefreshToken")
            .WithSummary("Gives new tokens for a refresh token")
            .WithDescription("The refresh token is shown as Authorization: Bearer and works once, for fourteen days. One that comes back after it was used ends all that came from the same sign-in.")
            .WithMetadata(new RequestSizeLimitAttribute(LongestBody))
            .Produces<LoginAnswer>();
    }

    static async Task<IResult> SignIn(LoginBody body, HttpContext context, Requests requests, Tokens tokens)
    {
        var cancel = context.RequestAborted;
        if (body is not { Username: { Length: > 0 and <= 254 } name, Password: { Length: > 0 and <= 128 } password })
            return NotIn;
        var checkedOne = await requests.Send(new CheckPassword(name, password), new Caller(null, null, "sign-in"), cancel);
        if (checkedOne.UserId is not { } userId)
            return NotIn;

        var companies = await requests.Send(new ListMemberships(userId), new Caller(null, userId, "sign-in"), cancel);
        var wanted = context.Request.Headers["X-Tenant-Id"].ToString();
        var company = wanted.Length > 0 ? companies.FirstOrDefault(company => company.TenantId == wanted) : companies is [var only] ? only : null;
        if (company is not null)
            return await Answer(await requests.Send(new GiveTokens(userId), Caller.System(company.TenantId), cancel), tokens, cancel);

        return companies.Count == 0 ? NotIn : CallProblem.Answer(context, new Problem(
            StatusCodes.Status400BadRequest, "company-missing", Texts.Say("NameCompany", string.Join(", ", companies.Select(company => company.TenantId)))));
    }

    static async Task<IResult> Renew(HttpContext context, Requests requests, Tokens tokens)
    {
        var shown = context.Request.Headers.Authorization.ToString();
        if (!shown.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || await tokens.ReadRefresh(shown[Bearer.Length..].Trim()) is not { } holder)
            return NotIn;
        return await Answer(await requests.Send(new RenewTokens(holder), Caller.System(holder.TenantId), context.RequestAborted), tokens, context.RequestAborted);
    }

    const string Bearer = Tokens.Scheme + " ";

    static IResult NotIn => StudioJson.Answer(new LoginAnswer(false, null, null));

    static async Task<IResult> Answer(TokenGrant? grant, Tokens tokens, CancellationToken cancel)
    {
        if (grant is null)
            return NotIn;
        var pair = await tokens.Write(grant, cancel);
        return StudioJson.Answer(new LoginAnswer(true, pair.Access, pair.Refresh));
    }
}

/// <summary>Who wants to come in.</summary>
/// <param name="Username">The e-mail address of the account.</param>
/// <param name="Password">Its password.</param>
public sealed record LoginBody(string? Username, string? Password);

/// <summary>Whether one is in, and with what.</summary>
/// <param name="IsAuthenticated">False: name or password are wrong, or there is no company to enter.</param>
/// <param name="AccessToken">Shown with each call, as Authorization: Bearer.</param>
/// <param name="RefreshToken">Shown once, for the next pair.</param>
public sealed record LoginAnswer(bool IsAuthenticated, string? AccessToken, string? RefreshToken);
