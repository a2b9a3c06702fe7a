namespace BackOfficeFlow.Chaos;

/// <summary>What is done to nodes and to the database.</summary>
enum Fault
{
    /// <summary>kill -9, also during the start; and started again.</summary>
    Kill,

    /// <summary>A node stands still for longer than the others believe it alive, and goes on as if nothing had happened.</summary>
    Freeze,

    /// <summary>The clock of one node is put forward or back.</summary>
    Clock,

    /// <summary>The database falls and rises.</summary>
    Restart,

    /// <summary>All connections to the database break.</summary>
    Cut,

    /// <summary>The database's disk is full for a while.</summary>
    Disk
}

/// <summary>A fault that cannot be caused here, and why.</summary>
sealed class FaultImpossibleException(string why) : Exception(why);
