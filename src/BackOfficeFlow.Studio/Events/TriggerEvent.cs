using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>Tells whoever waits for it that an event has happened.</summary>
static class TriggerEvent
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/events/{eventName}/trigger", Trigger)
        .WithName("TriggerEvent")
        .WithSummary("Tells processes that an event has happened")
        .WithDescription(
            "Starts processes that begin with the event and wakes cases that wait for it, right after it is safely stored. While nobody waits for it, it is kept for ten minutes. Names are case-sensitive. "
            + "A workflowInstanceId that is unknown is 404, one of a closed case 409. With an Idempotency-Key the same call tells it once.")
        .MayBring<EventBody>()
        .Produces(StatusCodes.Status200OK);

    static async Task<IResult> Trigger(string eventName, HttpContext context, MachineCalls calls, Requests requests)
    {
        var call = await calls.Read(context);
        call.Body.RequireNone("activityInstanceId");
        var told = new TellEvent(eventName)
        {
            Payload = call.Body.Members.GetValueOrDefault("input"),
            CorrelationId = call.Body.Text("correlationId"),
            InstanceId = call.Body.Id("workflowInstanceId"),
            OperationId = call.OperationId,
            Asked = call.Asked
        };
        await requests.Send(told, call.Caller, context.RequestAborted);
        return Results.Ok();
    }
}

/// <summary>What an event brings; every member may be left out.</summary>
/// <param name="CorrelationId">Only cases about this.</param>
/// <param name="WorkflowInstanceId">Only this case.</param>
/// <param name="Input">What the event's output <c>Result</c> will be.</param>
public sealed record EventBody(string? CorrelationId, string? WorkflowInstanceId, object? Input);
