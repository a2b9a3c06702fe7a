using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>Has a case started and answers at once with the id that it will have.</summary>
static class DispatchDefinition
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/workflow-definitions/{definitionId}/dispatch", Dispatch)
        .WithName("DispatchProcess")
        .WithSummary("Has a case of a process started")
        .WithDescription(
            "Answers as soon as the order is safely stored, with the id of the case that starts right afterwards. A process whose activation strategy allows no further case then starts none. "
            + "With an Idempotency-Key the same call starts one case and is answered alike.")
        .MayBring<ExecuteBody>()
        .Produces<DispatchAnswer>();

    static async Task<IResult> Dispatch(string definitionId, HttpContext context, MachineCalls calls, Requests requests)
    {
        var call = await calls.Read(context);
        var order = new DispatchWorkflow(StartCalls.Read(definitionId, call.Body)) { OperationId = call.OperationId, Asked = call.Asked };
        var id = await requests.Send(order, call.Caller, context.RequestAborted);
        return Results.Ok(new DispatchAnswer(id));
    }
}

/// <summary>The case that starts.</summary>
public sealed record DispatchAnswer(Guid WorkflowInstanceId);
