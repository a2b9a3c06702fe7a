using System.Text;
using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Imports;
using Microsoft.EntityFrameworkCore;
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

    static (int, int, int, int) Counts(ImportView view) => (view.Job.Created, view.Job.Changed, view.Job.Unchanged, view.Job.Refused);

    static async Task<TestHouse> Open()
    {
        var house = await TestHouse.OnSqlite();
        await house.Import(Repository.PathTo("workflows"));
        return house;
    }

    static async Task<ImportView> Import(TestHouse house, string kind, string text)
    {
        var file = await house.Send(new StoreFile("rows.csv", Encoding.UTF8.GetBytes(text)));
        var id = await house.Send(new BeginImport(kind, file, CsvEncoding.Utf8));
        var preview = (await house.Send(new ShowImport(id)))!.Preview!;
        await house.Send(new StartImport(id, preview.Format, preview.Suggested));
        return (await house.Send(new ShowImport(id)))!;
    }
}
