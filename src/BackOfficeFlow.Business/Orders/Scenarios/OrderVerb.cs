using System.Globalization;
using System.Text.Json;
using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Work.Scenarios;

namespace BackOfficeFlow.Business.Orders;

/// <summary>A customer's order that is under way: { "order": "P-1", "form": "consumer", "price": 80, "carrier": "rapidex", "tracking": "RX1", "orderedAt": "…" }.</summary>
sealed class OrderVerb : IScenarioVerb
{
    public string Name => "order";

    public async Task Do(JsonElement step, ScenarioRun run, CancellationToken cancel)
    {
        var number = ScenarioRun.RequiredText(step, Name);
        var language = ScenarioRun.Text(step, "language") ?? "es";
        var isVulnerable = ScenarioRun.Text(step, "vulnerable") == "true";
        await run.Send(
            new RegisterParty($"C-{number}", PartyKind.Customer, ScenarioRun.Text(step, "form") == "business" ? LegalForm.Business : LegalForm.Consumer, "Lucía Ferrer Vidal")
            {
                Language = language, Email = ScenarioRun.Text(step, "email") ?? "lucia@cliente.example", Phone = "+34600111222",
                IsVulnerable = isVulnerable, VulnerableSource = isVulnerable ? "told us" : null
            },
            null, cancel);
        await run.Send(
            new RegisterOrder(number, $"C-{number}", "web", Instant(step, "orderedAt") ?? run.Now.AddDays(-2), [new OrderedItem("LAMP-1", "Lámpara", 1, ScenarioRun.Number(step, "price") ?? 80m, 0m)])
            {
                PromisedOn = Day(step, "promisedOn"), DeliveryCharge = ScenarioRun.Number(step, "delivery") ?? 0m,
                DateIsEssential = ScenarioRun.Text(step, "essential") == "true", ExtraPeriodUntil = Day(step, "extraPeriodUntil")
            },
            null, cancel);
        await run.Send(
            new RegisterShipment(number, ScenarioRun.Text(step, "carrier") ?? "rapidex", ScenarioRun.RequiredText(step, "tracking"), Instant(step, "shippedAt") ?? run.Now.AddDays(-1))
            {
                Recipient = "Lucía Ferrer Vidal", Address = "Calle Mayor 1, Zaragoza", Postcode = "50001"
            },
            null, cancel);
    }

    static DateTimeOffset? Instant(JsonElement step, string name) => ScenarioRun.Text(step, name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    static DateOnly? Day(JsonElement step, string name) => ScenarioRun.Text(step, name) is { } text ? DateOnly.Parse(text, CultureInfo.InvariantCulture) : null;
}
