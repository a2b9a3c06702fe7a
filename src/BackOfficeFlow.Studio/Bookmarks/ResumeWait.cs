using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>Ends a wait by the token that an execution gave for it. Elsa lets anybody do so who has the token; here it takes a key of the company too.</summary>
static class ResumeWait
{
    const string Route = "/bookmarks/resume";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost(Route, Post), "ResumeBookmark").MayBring<ResumeBody>();
        Describe(routes.MapGet(Route, Get), "ResumeBookmarkByQuery");
    }

    static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name) => route
        .WithName(name)
        .WithSummary("Ends a wait of a case")
        .WithDescription(
            "t is the resumeToken of a bookmark, as the answer to an execution shows it. What is sent as input (with GET: in=, as JSON) is what the case is told. The case goes on before the answer. "
            + "A token that is none, or another company's, is 404; a wait that has ended 409. With an Idempotency-Key the same call resumes once and is answered alike.")
        .Produces(StatusCodes.Status200OK);

    static async Task<IResult> Post(string? t, HttpContext context, MachineCalls calls, BookmarkTokens tokens, Requests requests)
    {
        var call = await calls.Read(context);
        return await Resume(t, context, call, call.Body.Map("input"), tokens, requests);
    }

    static async Task<IResult> Get(string? t, HttpContext context, MachineCalls calls, BookmarkTokens tokens, Requests requests)
    {
        var call = await calls.Read(context);
        var input = new CallBody(new Dictionary<string, object?> { ["in"] = CallBody.Parse(context.Request.Query["in"].ToString()) }).Map("in");
        return await Resume(t, context, call, input, tokens, requests);
    }

    static async Task<IResult> Resume(string? t, HttpContext context, MachineCall call, IReadOnlyDictionary<string, object?> input, BookmarkTokens tokens, Requests requests)
    {
        if (tokens.Open(t) is not { } token || token.TenantId != call.Caller.TenantId)
            throw new CallRefusal(StatusCodes.Status404NotFound, "not-found", Texts.Say("NoSuchToken"));
        var resume = new ResumeBookmark(token.InstanceId, token.BookmarkId) { Input = input, OperationId = call.OperationId, Asked = call.Asked };
        await requests.Send(resume, call.Caller, context.RequestAborted);
        return Results.Ok();
    }
}

/// <summary>What a case is told when its wait ends.</summary>
/// <param name="Input">By name, as Elsa takes it.</param>
public sealed record ResumeBody(IReadOnlyDictionary<string, object?>? Input);
