using System.Text;
using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Imports;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Orders.Imports;

public sealed class ImportRowTests
{
    const string Orders = """
        Pedido;Cliente;Nombre;Correo;Fecha pedido;Referencia;Cantidad;Precio;Transportista;Nº de seguimiento;Fecha envío;Dirección;CP
        P-100;C-7;Lucía Ferrer;lucia@flow.test;01/03/2026 10:00;LAMP-1;2;19,90;rapidex;RX100;03/03/2026 18:00;Calle Mayor 1, Zaragoza;50001
        P-100;C-7;Lucía Ferrer;lucia@flow.test;01/03/2026 10:00;BULB-2;4;3,50;rapidex;RX100;03/03/2026 18:00;Calle Mayor 1, Zaragoza;50001
        P-101;C-8;Marc Vidal;;02/03/2026 09:00;LAMP-1;1;19,90;;;;;
        P-102;C-9;Ana Gil;;02/03/2026 09:00;LAMP-1;1;19,90;rapidex;RX102;;;
        P-103;C-9;Ana Gil;;02/03/2026 09:00;LAMP-1;1;19,90;nobody;XX103;03/03/2026 18:00;Calle Mayor 2;50001
        """;

    [Fact]
    public async Task Orders_come_in_with_customers_articles_and_parcels_and_once_only()
    {
        await using var house = await Open();

        var first = await Import(house, "orders", Orders);
        var again = await Import(house, "orders", Orders);

        Counts(first).ShouldBe((2, 1, 0, 2));
        Counts(again).ShouldBe((0, 0, 3, 2));
        first.FirstErrors.Select(error => error.RowNumber).ShouldBe([5, 6]);
        first.FirstErrors[1].Reason.ShouldContain("nobody");
        var order = await house.Read(db => db.Set<SalesOrder>().Include(row => row.Lines).SingleAsync(row => row.Number == "P-100"));
        order.Lines.Select(line => line.Sku).ShouldBe(["LAMP-1", "BULB-2"], ignoreOrder: true);
        (await house.Read(db => db.Set<SalesOrder>().CountAsync())).ShouldBe(2);
        (await house.Read(db => db.Set<Shipment>().SingleAsync())).TrackingNumber.ShouldBe("RX100");
        (await house.Read(db => db.Set<Party>().CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task Tracking_events_come_in_as_from_the_carriers_interface_and_once_only()
    {
        await using var house = await Open();
        await Import(house, "orders", Orders);
        const string Events = """
            Transportista;Seguimiento;Código;Fecha
            rapidex;RX100;REG;03/03/2026 19:00
            rapidex;NOBODYS;REG;03/03/2026 19:00
            rapidex;RX100;REG;03/03/2027 19:00
            """;

        var first = await Import(house, "tracking-events", Events);
        var again = await Import(house, "tracking-events", Events);

        Counts(first).ShouldBe((1, 0, 0, 2));
        Counts(again).ShouldBe((0, 0, 1, 2));
        first.FirstErrors[0].Reason.ShouldContain("NOBODYS");
        (await house.Read(db => db.Set<TrackingEvent>().SingleAsync())).At.ShouldBe(new DateTimeOffset(2026, 3, 3, 18, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_row_that_cannot_be_taken_in_the_middle_of_many_leaves_nothing_and_costs_only_itself()
    {
        await using var house = await Open();
        var rows = Enumerable.Range(1, 40).Select(n => OrderLine(n, n == 23 ? "31/12/9999" : "03/03/2026"));

        var view = await Import(house, "orders", Headings + string.Join('\n', rows));

        Counts(view).ShouldBe((39, 0, 0, 1));
        view.FirstErrors.Single().RowNumber.ShouldBe(24);
        (await house.Read(db => db.Set<SalesOrder>().CountAsync(order => order.Number == "P-23"))).ShouldBe(0);
        (await house.Read(db => db.Set<Party>().CountAsync())).ShouldBe(39);
        (await house.Read(db => db.Set<Shipment>().CountAsync())).ShouldBe(39);
        (await house.Read(db => db.Set<ArmedTimer>().CountAsync(timer => timer.Kind == ParcelWatch.Silence))).ShouldBe(39);
    }

    [Fact]
    public async Task What_a_file_tells_twice_is_taken_once()
    {
        await using var house = await Open();
        const string Events = "Transportista;Seguimiento;Código;Fecha\nrapidex;RX1;REG;03/03/2026 19:00\nrapidex;RX1;AUS;03/03/2026 20:00\nRapidex;RX1;AUS;03/03/2026 20:00\n";

        var orders = await Import(house, "orders", $"{Headings}{OrderLine(1)}\n{OrderLine(1)}\n{OrderLine(1, sku: "BULB")}\n{OrderLine(1, sku: "BULB")}");
        var events = await Import(house, "tracking-events", Events);

        Counts(orders).ShouldBe((1, 1, 2, 0));
        Counts(events).ShouldBe((2, 0, 1, 0));
        var order = await house.Read(db => db.Set<SalesOrder>().Include(row => row.Lines).SingleAsync());
        order.Lines.OrderBy(line => line.Number).Select(line => (line.Number, line.Sku)).ShouldBe([(1, "LAMP"), (2, "BULB")]);
        (await house.Read(db => db.Set<Party>().Include(row => row.ContactPoints).SingleAsync())).ContactPoints.Count.ShouldBe(2);
        (await house.Read(db => db.Set<TrackingEvent>().CountAsync())).ShouldBe(2);
        (await house.Read(db => db.Set<DeliveryIncident>().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_customer_who_is_known_is_brought_up_to_date_by_the_first_of_his_new_orders()
    {
        await using var house = await Open();
        await house.Send(new RegisterParty("C-1", PartyKind.Customer, LegalForm.Consumer, "Old Name") { Email = "old@flow.test" });

        await Import(house, "orders", Headings + OrderLine(1));

        var customer = await house.Read(db => db.Set<Party>().Include(row => row.ContactPoints).SingleAsync());
        customer.Name.ShouldBe("Customer 1");
        customer.Revision.ShouldBe(2);
        customer.ContactPoints.Select(point => point.Value).ShouldBe(["old@flow.test", "c1@flow.test", "Calle Mayor 1"], ignoreOrder: true);
    }

    [Fact]
    public Task Two_imports_of_the_same_file_at_once_take_each_row_once() => Race(() => TestHouse.OnSqlite());

    [Fact]
    public Task Two_imports_of_the_same_file_at_once_take_each_row_once_on_PostgreSql() => Race(() => TestHouse.OnPostgreSql());

    static async Task Race(Func<Task<TestHouse>> build)
    {
        await using var house = await build();
        await house.Import(Repository.PathTo("workflows"));
        var text = Headings + string.Join('\n', Enumerable.Range(1, 60).Select(n => OrderLine(n)));
        Guid[] jobs = [await Begin(house, "orders", text), await Begin(house, "orders", text)];

        var timers = (TimerDrain)house.Parts.GetService(typeof(TimerDrain))!;
        await Task.WhenAll(timers.Round(CancellationToken.None, atOnce: 2), timers.Round(CancellationToken.None, atOnce: 2));
        await house.Settle();

        var views = new[] { (await house.Send(new ShowImport(jobs[0])))!.Job, (await house.Send(new ShowImport(jobs[1])))!.Job };
        views.ShouldAllBe(job => job.State == ImportState.Finished && job.Refused == 0 && job.Created + job.Unchanged == 60);
        views.Sum(job => job.Created).ShouldBe(60);
        (await house.Read(db => db.Set<SalesOrder>().CountAsync())).ShouldBe(60);
        (await house.Read(db => db.Set<Shipment>().CountAsync())).ShouldBe(60);
        (await house.Read(db => db.Set<Party>().CountAsync())).ShouldBe(60);
    }

    const string Headings = "Pedido;Cliente;Nombre;Correo;Fecha pedido;Referencia;Cantidad;Precio;Transportista;Nº de seguimiento;Fecha envío;Dirección;CP\n";

    static string OrderLine(int n, string shipped = "03/03/2026", string sku = "LAMP") =>
        $"P-{n};C-{n};Customer {n};c{n}@flow.test;01/03/2026 10:00;{sku};1;19,90;rapidex;RX{n};{shipped} 18:00;Calle Mayor {n};50001";

    static (int, int, int, int) Counts(ImportView view) => (view.Job.Created, view.Job.Changed, view.Job.Unchanged, view.Job.Refused);

    static async Task<TestHouse> Open()
    {
        var house = await TestHouse.OnSqlite(services => services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()));
        await house.Import(Repository.PathTo("workflows"));
        await house.Send(new BackOfficeFlow.Work.Queues.OpenKnownQueues(), Caller.System(TestHouse.Tenant));
        return house;
    }

    static async Task<ImportView> Import(TestHouse house, string kind, string text)
    {
        var id = await Begin(house, kind, text);
        await house.Settle();
        return (await house.Send(new ShowImport(id)))!;
    }

    static async Task<Guid> Begin(TestHouse house, string kind, string text)
    {
        var file = await house.SendOnly(new StoreFile("rows.csv", Encoding.UTF8.GetBytes(text)));
        var id = await house.SendOnly(new BeginImport(kind, file, CsvEncoding.Utf8));
        var preview = (await house.SendOnly(new ShowImport(id)))!.Preview!;
        await house.SendOnly(new StartImport(id, preview.Format, preview.Suggested));
        return id;
    }
}
