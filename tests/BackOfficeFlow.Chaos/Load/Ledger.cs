using System.Collections.Concurrent;
using System.Text.Json;

namespace BackOfficeFlow.Chaos;

/// <summary>What the driver has asked for and heard: in memory for the auditor, and line by line in a file for whoever looks into a finding.</summary>
sealed class Ledger(TextWriter file, TimeProvider clock) : IDisposable
{
    readonly ConcurrentQueue<OrderLine> orders = new();
    int accepted;

    public IReadOnlyList<OrderLine> Orders => [.. orders];

    public int Complete => orders.Count(order => order.IsComplete);

    /// <summary>How many answers said that something was done.</summary>
    public int Accepted => accepted;

    public void Open(OrderLine order) => orders.Enqueue(order);

    public void Sent(Command command)
    {
        command.Send();
        Write(command, "sent");
    }

    public void Heard(Command command, CommandAnswer answer)
    {
        command.Hear(answer);
        if (answer.IsAccepted)
            Interlocked.Increment(ref accepted);
        Write(command, $"{answer.Status} {answer.Text}");
    }

    public void Lost(Command command, string why)
    {
        command.HearNothing(why);
        Write(command, $"lost: {why}");
    }

    public void Note(string what)
    {
        lock (file)
            file.WriteLine(JsonSerializer.Serialize(new { at = clock.GetUtcNow(), what }));
    }

    void Write(Command command, string what)
    {
        lock (file)
            file.WriteLine(JsonSerializer.Serialize(new { at = clock.GetUtcNow(), command = command.OperationId, attempt = command.Attempts, what }));
    }

    public void Dispose() => file.Dispose();
}
