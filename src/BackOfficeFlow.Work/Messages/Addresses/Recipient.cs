namespace BackOfficeFlow.Work.Messages;

/// <summary>Whom a message goes to, and on account of which case.</summary>
public sealed record Recipient(string Address, string? Name)
{
    public Guid? InstanceId { get; init; }
    public string? CaseKey { get; init; }
    public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>What is known of somebody who may be written to. Without an address there is no way to.</summary>
public sealed record Contact(string? Address, string? Name, string? Language);

/// <summary>Finds people by what a step names them by (a party's id, say). An area that keeps people registers one.</summary>
public interface IContactSource
{
    /// <summary>Null when the name means nothing to this source.</summary>
    Task<Contact?> Find(string to, CancellationToken cancel);
}
