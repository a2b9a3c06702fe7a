using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Business.Orders;

namespace BackOfficeFlow.Web;

/// <summary>An order of the demo company, and what people and the carrier did about it, in the order in which it happened.</summary>
/// <param name="Order">The order's number.</param>
/// <param name="Tracking">Its parcel.</param>
/// <param name="Article">What was ordered.</param>
/// <param name="Price">Without tax.</param>
/// <param name="Customer">Whose it is.</param>
sealed record DemoStory(string Order, string Tracking, string Article, decimal Price, DemoCustomer Customer)
{
    public string Carrier { get; init; } = "rapidex";
    public decimal WeightKg { get; init; } = 1.4m;
    public DateTimeOffset OrderedAt { get; init; }
    public DateTimeOffset ShippedAt { get; init; }
    public required IReadOnlyList<DemoStep> Steps { get; init; }
}

sealed record DemoCustomer(string Number, string Name, string TaxId, string Email)
{
    public LegalForm Form { get; init; } = LegalForm.Consumer;
    public string Language { get; init; } = "es";
    public bool IsVulnerable { get; init; }
    public string Phone { get; init; } = "+34600111222";
    public string Address { get; init; } = "Calle de la Rosa 12, Zaragoza";
    public string Postcode { get; init; } = "50003";
}

/// <summary>Something that somebody did at an instant.</summary>
abstract record DemoStep(DateTimeOffset At);

/// <summary>The customer orders it in the shop.</summary>
sealed record CustomerOrders(DateTimeOffset At) : DemoStep(At);

/// <summary>The parcel is handed to the carrier.</summary>
sealed record ParcelLeaves(DateTimeOffset At) : DemoStep(At);

/// <summary>The carrier tells something about the parcel, or about another one that was sent in its place.</summary>
sealed record CarrierTells(DateTimeOffset At, string Code) : DemoStep(At)
{
    public string? Parcel { get; init; }
    public DateOnly? NewEta { get; init; }
}

/// <summary>The customer calls: nothing came.</summary>
sealed record CustomerDenies(DateTimeOffset At, string TakenBy) : DemoStep(At);

/// <summary>The customer answers by the link in our message.</summary>
sealed record CustomerAnswers(DateTimeOffset At, CustomerWish Wish) : DemoStep(At)
{
    public string? Address { get; init; }
    public string? Postcode { get; init; }
}

/// <summary>Somebody takes a task, named by its step or by its title's key.</summary>
sealed record PersonTakes(DateTimeOffset At, string Task, string Person) : DemoStep(At);

/// <summary>Somebody finishes a task.</summary>
sealed record PersonFinishes(DateTimeOffset At, string Task, string Person, string Outcome) : DemoStep(At)
{
    public IReadOnlyDictionary<string, object?> Form { get; init; } = new Dictionary<string, object?>();
    public string? Comment { get; init; }
}
