using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackOfficeFlow.Work.Imports;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Tracking events from a carrier's file: each row is what the carrier's interface would have told.</summary>
sealed class TrackingEventRow(IMediator requests) : IImportRow
{
    public string Kind => "tracking-events";
    public bool OneByOne => true;

    public IReadOnlyList<ImportField> Fields { get; } =
    [
        new("carrier", ImportFieldType.Text) { Required = true, MaxLength = 40, Aliases = ["transportista", "agencia", "mensajería"] },
        new("trackingNumber", ImportFieldType.Text) { Required = true, MaxLength = 60, Aliases = ["tracking", "nº de seguimiento", "seguimiento", "número de envío", "envío", "expedición"] },
        new("code", ImportFieldType.Text) { Required = true, MaxLength = 60, Aliases = ["código", "estado", "status", "evento", "event"] },
        new("at", ImportFieldType.Instant) { Required = true, Aliases = ["fecha", "fecha y hora", "date", "time", "timestamp", "hora"] },
        new("eventId", ImportFieldType.Text) { MaxLength = 100, Aliases = ["id", "id evento", "event id"] },
        new("place", ImportFieldType.Text) { Aliases = ["lugar", "localidad", "delegación", "location"] },
        new("text", ImportFieldType.Text) { MaxLength = 400, Aliases = ["texto", "descripción", "observaciones", "description", "remark"] },
        new("newEta", ImportFieldType.Date) { Aliases = ["nueva fecha", "nueva entrega", "eta"] }
    ];

    public async Task<IReadOnlyList<RowResult>> Apply(IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var results = new List<RowResult>(rows.Count);
        foreach (var row in rows)
        {
            var receipt = await requests.Send(Event(row), cancel);
            results.Add(receipt.WasKnown ? RowResult.Unchanged(row.Number) : RowResult.Created(row.Number));
        }

        return results;
    }

    public string? Say(string key, CultureInfo language) => Texts.Find($"import.{Kind}.{key}") ?? Texts.Find($"import.{key}");

    static RecordTrackingEvent Event(ImportRow row)
    {
        var at = row.Instant("at")!.Value;
        return new(row.Text("carrier"), row.TextOrNull("eventId") ?? MadeId(row, at), row.Text("trackingNumber"), row.Text("code"), at)
        {
            Place = row.TextOrNull("place"),
            Text = row.TextOrNull("text"),
            NewEta = row.Date("newEta")
        };
    }

    // Files without event ids: the same fact at the same instant is the same event, however often it is imported.
    static string MadeId(ImportRow row, DateTimeOffset at)
    {
        var fact = string.Create(CultureInfo.InvariantCulture, $"{row.Text("trackingNumber")}|{row.Text("code")}|{at.UtcTicks}");
        return "csv-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fact)))[..32];
    }
}
