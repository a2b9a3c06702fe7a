namespace BackOfficeFlow.Data;

/// <summary>Brings the database to the newest schema, whichever it is; safe against a kill at any moment and against other nodes doing the same.</summary>
public interface IDatabaseSchema
{
    Task Migrate(CancellationToken cancel);

    /// <summary>Does work of the start that nodes do one after the other: the others wait until it is over, or until the node that does it has died.</summary>
    Task InTurn(Func<Task> work, CancellationToken cancel);
}
