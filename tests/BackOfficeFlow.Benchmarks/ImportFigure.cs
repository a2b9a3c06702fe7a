using System.Diagnostics;
using System.Globalization;
using System.Text;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Imports;

namespace BackOfficeFlow.Benchmarks;

/// <summary>
/// Rows per second of the two kinds of file that a shop brings: orders (an article of an order in a parcel each; four orders in ten have two
/// articles, a customer orders three times) and tracking events of these parcels (five in a hundred go wrong, and most of those open a case).
/// </summary>
static class ImportFigure
{
    const int RowsOfTenOrders = 14;

    static readonly DateTimeOffset OrderedAt = TestHouse.Start.AddDays(-2);

    public static async Task Measure(int rows)
    {
        await using var house = await TestHouse.OnSqlite();
        await house.Import(Repository.PathTo("workflows"));
        await Take(house, "orders", Orders(rows));
        await Take(house, "orders", Orders(rows), "orders again");
        await Take(house, "tracking-events", Events(rows));
        await Take(house, "tracking-events", Events(rows), "tracking-events again");
    }

    static async Task Take(TestHouse house, string kind, string csv, string? name = null)
    {
        var file = await house.Send(new StoreFile($"{kind}.csv", Encoding.UTF8.GetBytes(csv)));
        var id = await house.Send(new BeginImport(kind, file, CsvEncoding.Utf8));
        var preview = (await house.Send(new ShowImport(id)))!.Preview!;
        await house.SendOnly(new StartImport(id, preview.Format, preview.Suggested));

        var watch = Stopwatch.StartNew();
        var job = await UntilOver(house, id);
        var taken = job.Created + job.Changed + job.Unchanged + job.Refused;
        Console.WriteLine(
            $"{name ?? kind}: {taken:N0} rows in {watch.Elapsed.TotalSeconds:0.0} s, {taken / watch.Elapsed.TotalSeconds:N0}/s "
            + $"(new {job.Created:N0}, changed {job.Changed:N0}, as before {job.Unchanged:N0}, refused {job.Refused:N0})");

        // What the rows have set going, cases and their messages, is not part of the import.
        await house.Settle();
    }

    static async Task<ImportLine> UntilOver(TestHouse house, Guid id)
    {
        var timers = (Runtime.TimerDrain)house.Parts.GetService(typeof(Runtime.TimerDrain))!;
        while (true)
        {
            await timers.Round(CancellationToken.None, atOnce: 1);
            var job = (await house.SendOnly(new ShowImport(id)))!.Job;
            if (job.State is not ImportState.Running)
                return job;
        }
    }

    static string Orders(int rows)
    {
        var csv = new StringBuilder("Pedido;Cliente;Nombre;Correo;Fecha pedido;Referencia;Cantidad;Precio;Transportista;Nº de seguimiento;Fecha envío;Dirección;CP\n");
        for (var row = 0; row < rows; row++)
        {
            var order = OrderOf(row);
            csv.Append(CultureInfo.InvariantCulture, $"P-{order};C-{order / 3};Cliente número {order / 3};c{order / 3}@cliente.example;{OrderedAt:dd/MM/yyyy HH:mm};SKU-{row % 700};{1 + row % 3};19,90;");
            csv.Append(CultureInfo.InvariantCulture, $"rapidex;RX{order};{OrderedAt.AddHours(20):dd/MM/yyyy HH:mm};Calle Mayor {order % 200}, Zaragoza;50001\n");
        }

        return csv.ToString();
    }

    static string Events(int rows)
    {
        var orders = OrderOf(rows - 1) + 1;
        var csv = new StringBuilder("Transportista;Seguimiento;Código;Fecha;Lugar\n");
        for (var row = 0; row < rows; row++)
        {
            var code = row % 20 == 19 ? "EXT" : row < orders ? "REG" : "TRA";
            csv.Append(CultureInfo.InvariantCulture, $"rapidex;RX{row % orders};{code};{OrderedAt.AddHours(21 + (row / orders)):dd/MM/yyyy HH:mm};Zaragoza\n");
        }

        return csv.ToString();
    }

    static int OrderOf(int row) => (row / RowsOfTenOrders * 10) + Math.Min(9, row % RowsOfTenOrders * 10 / RowsOfTenOrders);
}
