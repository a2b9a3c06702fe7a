namespace BackOfficeFlow.Data;

/// <summary>Marks the few records that belong to no tenant, and makes each say why.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SharedRowAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
