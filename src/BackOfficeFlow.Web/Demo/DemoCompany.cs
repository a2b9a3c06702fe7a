using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Web;

/// <summary>
/// Makes the demo company by sending the requests that people and carriers would send. Sent again at the next start they change nothing:
/// orders are told apart by number, events by id, people by address.
/// </summary>
sealed class DemoCompany(Scopes scopes, DatabaseStart configuration, OutboxDrain outbox, TimeProvider clock)
{
    public const string Tenant = "demo";
    static readonly Caller Product = Caller.System(Tenant);

    public async Task Make(CancellationToken cancel)
    {
        await Send(new FoundCompany(Tenant, "Luminara Iluminación, S. L."), cancel);
        await Send(new OpenKnownQueues(), cancel);
        await configuration.Import(Tenant, cancel);
        foreach (var person in DemoPeople.All)
        {
            var id = await Send(new AddUser(person.Email, person.Name, DemoPeople.Password, [person.Role]), cancel);
            await Send(new SetQueuesOfUser(id, person.Queues), cancel);
        }

        foreach (var order in DemoOrders.All)
            if (!await Exists(order, cancel))
                await Make(order, cancel);
    }

    async Task Make(DemoOrder order, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var customer = order.Customer;
        await Send(
            new RegisterParty(customer.Number, PartyKind.Customer, customer.Form, customer.Name)
            {
                TaxId = customer.TaxId, Email = customer.Email, Language = customer.Language, Phone = "+34600111222",
                IsVulnerable = customer.IsVulnerable, VulnerableSource = customer.IsVulnerable ? "customer told us" : null
            },
            cancel);
        await Send(
            new RegisterOrder(order.Number, customer.Number, "web", now.AddDays(-4), [new OrderedItem($"ART-{order.Number}", order.Article, 1, order.Price)]) { DeliveryCharge = 4.95m },
            cancel);
        var shipment = await Send(
            new RegisterShipment(order.Number, "rapidex", order.Tracking, now.AddDays(-2))
            {
                WeightKg = order.WeightKg, Recipient = customer.Name, Address = "Calle de la Rosa 12, Zaragoza", Postcode = "50003"
            },
            cancel);

        foreach (var (code, hoursAgo) in order.Events)
            await Send(new RecordTrackingEvent("rapidex", $"demo-{order.Tracking}-{code}", order.Tracking, code, now.AddHours(-hoursAgo)), cancel);
        if (order.IsDenied)
            await Send(new ReportNotReceived(shipment), cancel);

        // The cases begin in the outbox: whoever opens the inbox next finds their tasks there.
        while (await outbox.Round(cancel) > 0)
        {
        }
    }

    Task<bool> Exists(DemoOrder order, CancellationToken cancel) =>
        scopes.Run<BackOfficeDb, bool>(Product, db => db.Set<SalesOrder>().AnyAsync(row => row.Number == order.Number, cancel), cancel);

    Task<T> Send<T>(IRequest<T> request, CancellationToken cancel) => scopes.Run<IMediator, T>(Product, mediator => mediator.Send(request, cancel), cancel);
}

/// <summary>Makes the demo company at the start, when the setting Demo:Enabled asks for it.</summary>
sealed class DemoStart(DemoCompany company, IConfiguration configuration, ILogger<DemoStart> log) : IHostedService
{
    public const string Key = "Demo:Enabled";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue<bool>(Key))
            return;

        await company.Make(cancellationToken);
        log.LogInformation(
            "The demo company is there. Sign in with the password {Password} as: {People}",
            DemoPeople.Password, string.Join(", ", DemoPeople.All.Select(person => $"{person.Email} ({person.Role})")));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
