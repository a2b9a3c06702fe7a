namespace BackOfficeFlow.Data;

/// <summary>Brings the database to the newest schema, whichever it is; safe against a kill at any moment and against other nodes doing the same.</summary>
public interface IDatabaseSchema
{
    Task Migrate(CancellationToken cancel);
}
