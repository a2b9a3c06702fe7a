using System.Globalization;
using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Work.Imports;

namespace BackOfficeFlow.Business.Orders;

/// <summary>
/// Orders with their parcels from the shop's file: a row is an article of an order in a parcel. Rows of one order need not stand together;
/// what stands already is left as it is.
/// </summary>
sealed class OrderRow(OrderIntake intake) : IImportRow
{
    public string Kind => "orders";

    public IReadOnlyList<ImportField> Fields { get; } =
    [
        new("orderNumber", ImportFieldType.Text) { Required = true, MaxLength = 40, Aliases = ["pedido", "nº de pedido", "número de pedido", "order"] },
        new("customerNumber", ImportFieldType.Text) { Required = true, MaxLength = 40, Aliases = ["cliente", "nº de cliente", "código cliente", "customer"] },
        new("customerName", ImportFieldType.Text) { Required = true, Aliases = ["nombre", "nombre cliente", "name"] },
        new("email", ImportFieldType.Text) { MaxLength = 254, Aliases = ["correo", "e-mail", "mail"] },
        new("phone", ImportFieldType.Text) { MaxLength = 30, Aliases = ["teléfono", "móvil", "telephone"] },
        new("language", ImportFieldType.OneOf) { Values = ["es", "en"], Aliases = ["idioma"] },
        new("company", ImportFieldType.YesNo) { Aliases = ["empresa", "es empresa", "business"] },
        new("channel", ImportFieldType.Text) { MaxLength = 40, Aliases = ["canal"] },
        new("orderedAt", ImportFieldType.Instant) { Required = true, Aliases = ["fecha pedido", "fecha", "order date", "date"] },
        new("promisedOn", ImportFieldType.Date) { Aliases = ["fecha prometida", "entrega prometida", "promised"] },
        new("sku", ImportFieldType.Text) { Required = true, MaxLength = 60, Aliases = ["referencia", "artículo", "item"] },
        new("description", ImportFieldType.Text) { Aliases = ["descripción"] },
        new("quantity", ImportFieldType.Number) { Required = true, Aliases = ["cantidad", "unidades", "units"] },
        new("unitPrice", ImportFieldType.Number) { Required = true, Aliases = ["precio", "precio unitario", "price"] },
        new("taxRate", ImportFieldType.Number) { Aliases = ["iva", "% iva", "tax", "vat"] },
        new("carrier", ImportFieldType.Text) { MaxLength = 40, Aliases = ["transportista", "agencia", "mensajería"] },
        new("trackingNumber", ImportFieldType.Text) { MaxLength = 60, Aliases = ["tracking", "nº de seguimiento", "seguimiento", "envío", "expedición"] },
        new("shippedAt", ImportFieldType.Instant) { Aliases = ["fecha envío", "fecha expedición", "shipped"] },
        new("address", ImportFieldType.Text) { MaxLength = 400, Aliases = ["dirección"] },
        new("postcode", ImportFieldType.Text) { MaxLength = 12, Aliases = ["cp", "código postal", "zip"] }
    ];

    public async Task<IReadOnlyList<RowResult>> Apply(IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var told = rows.Where(row => Problem(row) is null).ToDictionary(row => row.Number, row => new ToldOrder(Customer(row), Order(row), Parcel(row)));
        var standing = await intake.Look(told.Values, cancel);
        var results = new List<RowResult>(rows.Count);
        foreach (var row in rows)
            results.Add(Problem(row) is { } problem ? RowResult.Refused(row.Number, problem) : await Take(row.Number, told[row.Number], standing, cancel));
        await standing.New.Save(cancel);
        return results;
    }

    public string? Say(string key, CultureInfo language) => Texts.Find($"import.{Kind}.{key}") ?? Texts.Find($"import.{key}");

    // A parcel is described whole or not at all.
    static RowProblem? Problem(ImportRow row)
    {
        string[] parcel = ["carrier", "trackingNumber", "shippedAt", "address", "postcode"];
        var missing = parcel.FirstOrDefault(field => !row.Values.ContainsKey(field));
        return missing is not null && parcel.Any(row.Values.ContainsKey) ? new("parcel-half", missing) : null;
    }

    async Task<RowResult> Take(int number, ToldOrder told, StandingOrders standing, CancellationToken cancel)
    {
        try
        {
            await intake.Check(told, standing, cancel);
        }
        catch (Exception refused) when (RowProblem.Said(refused) is { } said)
        {
            return RowResult.Refused(number, said);
        }

        return new(number, await intake.Take(told, standing, cancel));
    }

    static RegisterParty Customer(ImportRow row) =>
        new(row.Text("customerNumber"), PartyKind.Customer, row.YesNo("company") is true ? LegalForm.Business : LegalForm.Consumer, row.Text("customerName"))
        {
            Email = row.TextOrNull("email"),
            Phone = row.TextOrNull("phone"),
            Language = row.TextOrNull("language") ?? "es",
            Address = row.TextOrNull("address")
        };

    static RegisterOrder Order(ImportRow row) =>
        new(row.Text("orderNumber"), row.Text("customerNumber"), row.TextOrNull("channel") ?? "import", row.Instant("orderedAt")!.Value, [Item(row)])
        {
            PromisedOn = row.Date("promisedOn")
        };

    static OrderedItem Item(ImportRow row) =>
        new(row.Text("sku"), row.TextOrNull("description") ?? row.Text("sku"), row.Amount("quantity")!.Value, row.Amount("unitPrice")!.Value, row.Amount("taxRate") ?? 21m);

    static RegisterShipment? Parcel(ImportRow row) => row.TextOrNull("trackingNumber") is not { } tracking
        ? null
        : new(row.Text("orderNumber"), row.Text("carrier"), tracking, row.Instant("shippedAt")!.Value)
        {
            PromisedOn = row.Date("promisedOn"),
            Recipient = row.Text("customerName"),
            Address = row.Text("address"),
            Postcode = row.Text("postcode")
        };
}
