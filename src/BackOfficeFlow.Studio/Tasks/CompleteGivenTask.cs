using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>Reports a task that a process gave out (Elsa.RunTask) as done.</summary>
static class CompleteGivenTask
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/tasks/{taskId}/complete", Complete)
        .WithName("CompleteTask")
        .WithSummary("Reports a task as done")
        .WithDescription(
            "The case goes on before the answer. A task that is unknown is 404; one that was reported before, or that a person has taken, 409. Tasks for people only are not reported here. "
            + "With an Idempotency-Key the same call reports it once and is answered alike.")
        .MayBring<TaskBody>()
        .Produces(StatusCodes.Status200OK);

    static async Task<IResult> Complete(string taskId, HttpContext context, MachineCalls calls, Requests requests)
    {
        var call = await calls.Read(context);
        var report = new ReportTask(taskId) { Result = call.Body.Members.GetValueOrDefault("result"), OperationId = call.OperationId, Asked = call.Asked };
        await requests.Send(report, call.Caller, context.RequestAborted);
        return Results.Ok();
    }
}

/// <summary>What became of a task.</summary>
/// <param name="Result">What the step's output <c>Result</c> will be.</param>
public sealed record TaskBody(object? Result);
