using BackOfficeFlow.Work.Pages;
using Microsoft.AspNetCore.Http;

namespace BackOfficeFlow.Studio;

/// <summary>
/// Answers the designer what was refused: 400 with the texts, which it shows, whatever the reason; any other status would end its editor.
/// Only what is not there is 404.
/// </summary>
sealed class StudioRefusals : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (CallRefusal refused)
        {
            return CallProblem.Answer(context.HttpContext, AsRead(new Problem(refused.Status, refused.Code, refused.Message)));
        }
        catch (Exception error) when (Problem.Of(error) is { IsExpected: true } problem)
        {
            return CallProblem.Answer(context.HttpContext, AsRead(problem));
        }
    }

    internal static Problem AsRead(Problem problem) =>
        problem with { Status = problem.Status == StatusCodes.Status404NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest };
}
