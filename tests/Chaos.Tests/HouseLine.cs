using System.Text;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Tasks;
using MediatR;

namespace BackOfficeFlow.Chaos.Tests;

/// <summary>Commands straight into a house, as its web endpoint would send them.</summary>
sealed class HouseLine(TestHouse house) : ICommandLine
{
    static readonly Caller System = Caller.System(TestHouse.Tenant);

    public async Task<CommandAnswer> Send(OrderLine order, Command command, CancellationToken cancel)
    {
        try
        {
            if (command == order.Check)
                return await Report(order, command);
            var operation = "http:" + command.OperationId;
            if (await Ask(new FindEndpointRun(operation)) is { } before)
                return Answer(before);
            var correlation = CommandWords.CorrelationOf(order, command);
            if (await Ask(new FindEndpoint("POST", CommandWords.PathOf(command)) { CorrelationId = correlation }) is not { } match)
                return new(404, "nobody waits for that");
            var arrival = new HttpArrival(command.OperationId, "POST", CommandWords.PathOf(command)) { Content = CommandWords.BodyOf(order), RouteData = match.RouteData };
            return Answer(await Ask(new RunEndpoint(match, arrival) { OperationId = operation, Fingerprint = "f", CorrelationId = correlation }));
        }
        catch (RuleBrokenException refused)
        {
            return new(409, refused.Message);
        }
    }

    async Task<CommandAnswer> Report(OrderLine order, Command command)
    {
        await Ask(new ReportTask(CommandWords.TaskOf(order)!) { OperationId = command.OperationId, Asked = "a" });
        return new(200, "");
    }

    Task<T> Ask<T>(IRequest<T> request) => house.SendOnly(request, System);

    static CommandAnswer Answer(EndpointRun run) => run.Answer is { Body: { } body } answer ? new(answer.Status, Encoding.UTF8.GetString(body)) : new(200, run.Progress.ToString());
}
