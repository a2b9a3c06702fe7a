using System.Data.Common;

namespace BackOfficeFlow.Chaos;

/// <summary>A database of a run's own, and what may happen to it.</summary>
interface IChaosDatabase : IAsyncDisposable
{
    string Provider { get; }

    string ConnectionString { get; }

    /// <summary>For the auditor: reads beside the nodes.</summary>
    DbConnection Connect();

    /// <summary>Which faults it can have, and why not the others.</summary>
    string? WhyNot(Fault fault);

    /// <summary>It falls at once and rises again.</summary>
    Task Restart(CancellationToken cancel);

    /// <summary>All connections break.</summary>
    Task Cut(CancellationToken cancel);

    /// <summary>Its disk is full for a while.</summary>
    Task FillDisk(TimeSpan time, CancellationToken cancel);
}
