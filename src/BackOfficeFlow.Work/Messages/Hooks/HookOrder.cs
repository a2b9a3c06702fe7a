namespace BackOfficeFlow.Work.Messages;

/// <summary>A call to another system, as the outbox keeps it (kind "http"). The key of the outbox goes along as Idempotency-Key.</summary>
/// <param name="Url">Must be on a host that Hooks:AllowedHosts names.</param>
/// <param name="Json">The body.</param>
public sealed record HookOrder(string Url, string Json)
{
    /// <summary>The kind of the outbox messages that hold one.</summary>
    public const string OutboxKind = "http";

    /// <summary>The name of an entry in Hooks:Secrets, in Hooks:SigningKeys, or in both.</summary>
    public string? Secret { get; init; }
}
