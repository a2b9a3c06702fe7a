using System.Net.Http.Headers;
using System.Text;

namespace BackOfficeFlow.Chaos;

/// <summary>Sends commands to whichever node is there, as another system would.</summary>
sealed class HttpCommandLine(NodeGroup nodes, string key, Random random) : ICommandLine, IDisposable
{
    /// <summary>Longer than most freezes: some answers come when the node goes on, some not at all.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = Patience };

    public async Task<CommandAnswer> Send(OrderLine order, Command command, CancellationToken cancel)
    {
        if (nodes.Any(random) is not { Address: { } address } node)
            throw new CommandLostException("no node answers");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, PathOf(order, command)))
        {
            Content = new StringContent(command == order.Check ? "{}" : CommandWords.JsonOf(order), Encoding.UTF8, "application/json")
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("ApiKey", key);
        request.Headers.Add("Idempotency-Key", command.OperationId);
        if (CommandWords.CorrelationOf(order, command) is { } correlation)
            request.Headers.Add("X-Correlation-ID", correlation);
        try
        {
            using var response = await client.SendAsync(request, cancel);
            var answer = new CommandAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
            if (answer.IsAccepted)
                node.Worked();
            return answer;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new CommandLostException(lost.Message, lost);
        }
    }

    static string PathOf(OrderLine order, Command command) =>
        command == order.Check ? $"/elsa/api/tasks/{CommandWords.TaskOf(order)}/complete" : $"/workflows/{CommandWords.PathOf(command)}";

    public void Dispose() => client.Dispose();
}
