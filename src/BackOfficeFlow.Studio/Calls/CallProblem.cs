using System.Globalization;
using BackOfficeFlow.Work.Pages;
using Microsoft.AspNetCore.Http;

namespace BackOfficeFlow.Studio;

/// <summary>What was refused, as Elsa's clients read it (statusCode, message, errors.generalErrors) and as all our answers are written (title, status, code).</summary>
static class CallProblem
{
    public static IResult Answer(HttpContext context, Problem problem)
    {
        context.Response.Headers.ContentLanguage = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var texts = problem.Details.Count > 0 ? problem.Details : [problem.Message];
        return Results.Json(
            new
            {
                type = "about:blank",
                title = problem.Message,
                status = problem.Status,
                code = problem.Code,
                statusCode = problem.Status,
                message = problem.Message,
                errors = new { generalErrors = texts }
            },
            contentType: "application/problem+json",
            statusCode: problem.Status);
    }
}
