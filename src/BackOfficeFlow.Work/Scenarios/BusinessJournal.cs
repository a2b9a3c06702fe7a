using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Scenarios;

/// <summary>The journal of a scenario's cases in business terms: what people, customers and carriers would notice, with the time. Which steps the engine ran is left out.</summary>
public sealed class BusinessJournal(BackOfficeDb db)
{
    public async Task<IReadOnlyList<string>> Read(string process, string zone, CancellationToken cancel)
    {
        var local = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var cases = await db.Set<WorkflowInstance>().AsNoTracking().Where(row => row.DefinitionId == process).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancel);
        var lines = new List<string>();
        foreach (var (instance, index) in cases.Select((instance, index) => (instance, index)))
        {
            if (cases.Count > 1)
                lines.Add($"case {index + 1}");
            var bursts = await db.Set<JournalEntry>().AsNoTracking().Where(row => row.InstanceId == instance.Id).OrderBy(row => row.Sequence).ToListAsync(cancel);
            lines.AddRange(bursts.SelectMany(burst => JournalText.Read(burst.Events)).Select(line => (line, Say(line))).Where(said => said.Item2 is not null)
                .Select(said => $"{TimeZoneInfo.ConvertTime(said.line.At, local).ToString("ddd dd MMM HH:mm", CultureInfo.InvariantCulture)} {said.Item2}"));
            lines.Add(instance.NeedsAttention ? "needs attention" : instance.FinishedAt is null ? "goes on" : "finished");
        }

        return lines;
    }

    static string? Say(JournalEvent line) => line.What switch
    {
        "Started" or "Resumed" or "Suspended" or "Completed" => null,
        "Canceled" => null,
        "Faulted" => $"{line.NodeId}: failed: {Detail(line, "message")}",
        "TaskOffered" => $"{line.NodeId}: task for {Detail(line, "queue") ?? Detail(line, "role") ?? Detail(line, "person")}",
        "TaskFinished" => $"{line.NodeId}: {Detail(line, "outcome")} by {Detail(line, "who")}",
        "TaskWithdrawn" => $"{line.NodeId}: task withdrawn",
        "TaskTimedOut" => $"{line.NodeId}: nobody did it in time",
        "message-written" => $"{line.NodeId}: message {Detail(line, "template")}",
        "message-no-address" => $"{line.NodeId}: no address for {Detail(line, "template")}",
        "HandedOver" => $"{line.NodeId}: {Detail(line, "subject")} handed over to {Detail(line, "queue")}",
        "HandedBack" => $"{line.NodeId}: {Detail(line, "subject")} came back: {Detail(line, "outcome")}",
        "CarrierInstructed" => $"{line.NodeId}: {Detail(line, "carrier")} told by {Detail(line, "by")}: {Detail(line, "instruction")}",
        "Event joined" => $"{line.NodeId}: event joined: {Detail(line, "code")}",
        "Decided" => $"{line.NodeId}: row {Detail(line, "rows")}",
        _ => $"{line.NodeId}: {line.What}"
    };

    static string? Detail(JournalEvent line, string name) =>
        line.Details?.GetValueOrDefault(name) switch
        {
            null => null,
            IEnumerable<object?> list => string.Join(", ", list),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)
        };
}
