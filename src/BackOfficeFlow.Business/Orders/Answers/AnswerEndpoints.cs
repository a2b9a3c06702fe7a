using System.Globalization;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Business.Orders;

/// <summary>
/// The page behind a customer's link. Programs that scan mails open every link: so GET only shows, and POST acts. The signed token is what
/// antiforgery would be elsewhere: nobody is signed in whose rights could be abused.
/// </summary>
static class AnswerEndpoints
{
    public static void MapAnswers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AnswerLinks.Path, Show).RequireAuthorization(Policies.Public).RequireRateLimiting(RateLimits.Links).ExcludeFromDescription();
        routes.MapPost(AnswerLinks.Path, Answer).RequireAuthorization(Policies.Public).RequireRateLimiting(RateLimits.Links).DisableAntiforgery().ExcludeFromDescription();
    }

    static async Task<RazorComponentResult<AnswerPage>> Show([FromQuery(Name = "t")] string? token, AnswerLinks links, Requests requests, CancellationToken cancel)
    {
        var (signed, question) = await Find(token, links, requests, cancel);
        return signed is null || question is null ? Say(null, "Answer.Over")
            : question.IsAnswered ? Say(question, "Answer.Already")
            : question.IsOver ? Say(question, "Answer.Over")
            : Ask(question, token!, new AnswerForm(null, null, null, null), []);
    }

    static async Task<RazorComponentResult<AnswerPage>> Answer(
        [FromForm(Name = "t")] string? token, [FromForm] string? wish, [FromForm] string? address, [FromForm] string? postcode, [FromForm] string? comment,
        AnswerLinks links, Requests requests, CancellationToken cancel)
    {
        var (signed, question) = await Find(token, links, requests, cancel);
        if (signed is null || question is null)
            return Say(null, "Answer.Over");
        if (question.IsAnswered)
            return Say(question, "Answer.Already");

        var given = new AnswerForm(wish, address, postcode, comment);
        if (Words.Find<CustomerWish>(wish) is not { } chosen)
            return Ask(question, token!, given, [Texts.Say("Answer.Choose")]);

        try
        {
            var answer = new GiveAnswer(signed.AnswerId, chosen) { Address = Blank(address), Postcode = Blank(postcode), Comment = Blank(comment) };
            await requests.Send(answer, CallerOf(signed), cancel);
            return Say(question, "Answer.Thanks");
        }
        catch (Exception refused) when (Problem.Of(refused) is { IsExpected: true } problem)
        {
            return Ask(question, token!, given, problem.Details.Count > 0 ? problem.Details : [problem.Message]);
        }
    }

    static async Task<(SignedAnswer?, Question?)> Find(string? token, AnswerLinks links, Requests requests, CancellationToken cancel)
    {
        if (links.Open(token) is not { } signed)
            return (null, null);

        var question = await requests.Send(new ShowQuestion(signed.AnswerId), CallerOf(signed), cancel);
        if (question is not null)
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(question.Language == "en" ? "en-GB" : "es-ES");
        return (signed, question);
    }

    static Caller CallerOf(SignedAnswer signed) => new(signed.TenantId, null, "customer");

    static RazorComponentResult<AnswerPage> Say(Question? question, string text) => new(new Dictionary<string, object?>
    {
        [nameof(AnswerPage.OrderNumber)] = question?.OrderNumber,
        [nameof(AnswerPage.Message)] = Texts.Say(text)
    });

    static RazorComponentResult<AnswerPage> Ask(Question question, string token, AnswerForm given, IReadOnlyList<string> problems) => new(new Dictionary<string, object?>
    {
        [nameof(AnswerPage.OrderNumber)] = question.OrderNumber,
        [nameof(AnswerPage.Token)] = token,
        [nameof(AnswerPage.Given)] = given,
        [nameof(AnswerPage.Problems)] = problems
    });

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What the customer has typed so far.</summary>
public sealed record AnswerForm(string? Wish, string? Address, string? Postcode, string? Comment);
