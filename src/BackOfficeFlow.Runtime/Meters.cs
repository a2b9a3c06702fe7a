using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BackOfficeFlow.Runtime;

/// <summary>What the runtime tells about its work: traces and metrics under the name "BackOfficeFlow".</summary>
public static class Meters
{
    public const string Name = "BackOfficeFlow";

    internal static readonly ActivitySource Source = new(Name);

    static readonly Meter Meter = new(Name);

    internal static readonly Counter<long> Bursts = Meter.CreateCounter<long>("backofficeflow.bursts", "{burst}", "Bursts that were run, by cause.");
    internal static readonly Counter<long> Incidents = Meter.CreateCounter<long>("backofficeflow.incidents", "{incident}", "Incidents that were opened.");
    internal static readonly Counter<long> TimersFired = Meter.CreateCounter<long>("backofficeflow.timers.fired", "{timer}", "Timers that were fired, by kind.");
    internal static readonly Counter<long> MessagesDone = Meter.CreateCounter<long>("backofficeflow.outbox.done", "{message}", "Outbox messages that were done, by kind.");
    internal static readonly Counter<long> LostRaces = Meter.CreateCounter<long>("backofficeflow.races.lost", "{race}", "Transactions that were repeated because another was first.");
}
