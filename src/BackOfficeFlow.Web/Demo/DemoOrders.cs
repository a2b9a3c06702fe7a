using BackOfficeFlow.Business.Customers;

namespace BackOfficeFlow.Web;

/// <summary>What the demo company's customers ordered, and what the carrier told about it. All invented; tax numbers have valid check digits.</summary>
static class DemoOrders
{
    public static readonly IReadOnlyList<DemoOrder> All =
    [
        // Told by the carrier this morning: a new delivery is offered by link.
        new("P-2001", "RX700001", 1.2m, 89.50m, "Lámpara de pie Aneto", [("REP", 20), ("AUS", 2)]) { Customer = new("C-1001", "Lucía Ferrer Vidal", "71234567W", "lucia@cliente.example") },

        // Lost for sure: a clerk has to call.
        new("P-2002", "RX700002", 0.8m, 64.00m, "Aplique Teide, blanco", [("TRA", 30), ("EXT", 3)]) { Customer = new("C-1002", "Íñigo Salas Ortega", "52345678R", "inigo@cliente.example") },

        // Damaged, dear and of a vulnerable customer: the lead verifies with the carrier.
        new("P-2003", "RX700003", 9.5m, 1090.00m, "Araña de cristal Ordesa", [("TRA", 28), ("DAN", 4)]) { Customer = new("C-1003", "Amparo Royo Cid", "33456789T", "amparo@cliente.example") { IsVulnerable = true } },

        // A business refuses the parcel.
        new("P-2004", "RX700004", 14m, 540.00m, "12 focos de carril Moncayo", [("REP", 22), ("REH", 5)]) { Customer = new("C-1004", "Interiores Cierzo, S. L.", "B85012342", "compras@cierzo.example") { Form = LegalForm.Business } },

        // Reported as delivered; the customer denies it, in English.
        new("P-2005", "RX700005", 1.1m, 120.00m, "Table lamp Breña", [("REP", 24), ("ENT", 20)]) { Customer = new("C-1005", "Grace Holloway", "24567890A", "grace@cliente.example") { Language = "en" }, IsDenied = true },

        // Nothing amiss: under way, and delivered.
        new("P-2006", "RX700006", 1.4m, 99.00m, "Lámpara de mesa Irati", [("TRA", 6)]) { Customer = new("C-1006", "Teo Bastida Luna", "45678901G", "teo@cliente.example") },
        new("P-2007", "RX700007", 2.2m, 149.00m, "Plafón Gredos", [("REP", 30), ("ENT", 27)]) { Customer = new("C-1007", "Hostal Puerto Claro, S. L.", "B86223450", "hostal@cliente.example") { Form = LegalForm.Business } }
    ];
}

/// <param name="Number">The order.</param>
/// <param name="Tracking">Its parcel, with Rapidex.</param>
/// <param name="WeightKg">The parcel's weight.</param>
/// <param name="Price">Without tax.</param>
/// <param name="Article">What was ordered.</param>
/// <param name="Events">The carrier's code, and how many hours ago it came.</param>
sealed record DemoOrder(string Number, string Tracking, decimal WeightKg, decimal Price, string Article, IReadOnlyList<(string Code, int HoursAgo)> Events)
{
    public required DemoCustomer Customer { get; init; }

    /// <summary>The customer says that nothing came.</summary>
    public bool IsDenied { get; init; }
}

sealed record DemoCustomer(string Number, string Name, string TaxId, string Email)
{
    public LegalForm Form { get; init; } = LegalForm.Consumer;
    public string Language { get; init; } = "es";
    public bool IsVulnerable { get; init; }
}
