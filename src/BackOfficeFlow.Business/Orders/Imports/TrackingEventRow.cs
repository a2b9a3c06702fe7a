using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackOfficeFlow.Work.Imports;
using FluentValidation;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Tracking events from a carrier's file: each row is what the carrier's interface would have told.</summary>
sealed class TrackingEventRow(TrackingIntake intake) : IImportRow
{
    static readonly RecordTrackingEvent.Validator rules = new();

    public string Kind => "tracking-events";

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
        var told = rows.ToDictionary(row => row.Number, Event);
        var known = await intake.Look([.. told.Values], cancel);
        var results = new List<RowResult>(rows.Count);
        foreach (var row in rows)
            results.Add(await Take(row.Number, told[row.Number], known, cancel));
        await known.New.Save(cancel);
        return results;
    }

    public string? Say(string key, CultureInfo language) => Texts.Find($"import.{Kind}.{key}") ?? Texts.Find($"import.{key}");

    async Task<RowResult> Take(int number, RecordTrackingEvent told, KnownParcels known, CancellationToken cancel)
    {
        try
        {
            await rules.ValidateAndThrowAsync(told, cancel);
            await intake.Check(told, known, cancel);
        }
        catch (Exception refused) when (RowProblem.Said(refused) is { } said)
        {
            return RowResult.Refused(number, said);
        }

        var receipt = await intake.Take(told, known, cancel);
        return receipt.WasKnown ? RowResult.Unchanged(number) : RowResult.Created(number);
    }

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
