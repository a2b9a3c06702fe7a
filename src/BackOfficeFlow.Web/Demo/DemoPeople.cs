namespace BackOfficeFlow.Web;

/// <summary>Who works in the demo company: a person per role. All sign in with the same password, which is printed at the start.</summary>
static class DemoPeople
{
    public const string Password = "luminara-demo-2026";

    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new("ana@luminara.example", "Ana Ruiz Soler", "Clerk", ["q.orders", "q.customer", "q.backoffice.general"]),
        new("bruno@luminara.example", "Bruno Prats Marín", "Clerk", ["q.customer"]),
        new("walter@luminara.example", "Walter Gil Oria", "Clerk", ["q.warehouse"]),
        new("belen@luminara.example", "Belén Castro Pons", "Clerk", ["q.billing"]),
        new("carla@luminara.example", "Carla Vives Roca", "Supervisor", ["q.billing.approve"]),
        new("fermin@luminara.example", "Fermín Aguado Leal", "Supervisor", ["q.finance.approve"]),
        new("sofia@luminara.example", "Sofía Lara Bueno", "Supervisor", ["q.customer.sup", "q.orders.lead"]),
        new("diego@luminara.example", "Diego Nieto Sanz", "Designer", []),
        new("marta@luminara.example", "Marta Olmo Rius", "Administrator", [])
    ];

    /// <summary>Added when all else is there.</summary>
    public static IReadOnlyList<DemoPerson> Last { get; } = [.. All.Where(person => person.Role == "Administrator")];
}

sealed record DemoPerson(string Email, string Name, string Role, IReadOnlyList<string> Queues);
