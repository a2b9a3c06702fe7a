using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Pages;
using Microsoft.AspNetCore.Http;

namespace BackOfficeFlow.Studio;

/// <summary>
/// Answers other systems what was refused. What is unknown is 404 and what was spent 409, where Elsa says 200. Designers are answered as they read it.
/// </summary>
sealed class CallRefusals : IEndpointFilter
{
    const string CannotStart = "cannot-start";

    static readonly HashSet<string> Unknown = ["not-found", "definition-unknown", "instance-unknown"];
    static readonly HashSet<string> Misfits = ["input-missing", "input-does-not-fit", "variable-does-not-fit"];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (CallRefusal refused)
        {
            return Answer(context.HttpContext, new Problem(refused.Status, refused.Code, refused.Message));
        }
        catch (Exception problem) when (Problem.Of(problem) is { IsExpected: true } said)
        {
            return Answer(context.HttpContext, problem is RuleBrokenException rule ? said with { Status = StatusOf(rule.Code, said.Status) } : said);
        }
    }

    static int StatusOf(string? code, int usual) => code is null ? usual
        : Unknown.Contains(code) ? StatusCodes.Status404NotFound
        : Misfits.Contains(code) ? StatusCodes.Status400BadRequest
        : usual;

    static IResult Answer(HttpContext context, Problem problem)
    {
        if (problem.Code == CannotStart)
            context.Response.Headers[ElsaHeaders.CannotStart] = bool.TrueString;
        return CallProblem.Answer(context, context.User.UserId() is null ? problem : StudioRefusals.AsRead(problem));
    }
}
