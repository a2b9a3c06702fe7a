namespace BackOfficeFlow.Business.Orders;

/// <summary>Which queue serves the owner of an incident, and who is told when its deadline passes.</summary>
public static class IncidentOwners
{
    /// <summary>No person: a step does it by itself.</summary>
    public const string Nobody = "auto";

    const string Orders = "ORD-AGENT";
    const string Customers = "CS-AGENT";

    public static readonly IReadOnlyList<string> Known = [Orders, Customers, Nobody];

    /// <summary>Where the owner's tasks go; dear orders and second failures go to the lead at once.</summary>
    public static string QueueOf(string? owner, bool leadAtOnce) => owner == Customers ? "q.customer" : leadAtOnce ? "q.orders.lead" : "q.orders";

    public static string LeadOf(string? owner) => owner == Customers ? "q.customer.sup" : "q.orders.lead";
}
