using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Testing;

/// <summary>All rows of all tables at one moment, to be compared.</summary>
public sealed partial class StoredRows
{
    // Who works on a row, and how often it was tried, is no effect of anything.
    static readonly HashSet<string> Claiming = ["visible_at", "lease_id", "lease_node", "attempts"];

    // Ids differ from run to run, and so does what is made of them.
    static readonly HashSet<string> MadeOfIds = ["sequence", "case_key", "hash"];

    readonly IReadOnlyList<Row> rows;

    StoredRows(IReadOnlyList<Row> rows) => this.rows = rows;

    public static Task<StoredRows> Of(TestHouse house) => house.Read(async db =>
    {
        var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        await db.Database.OpenConnectionAsync();
        await using var command = db.NewCommand(string.Join(';', tables.Select(table => $"select * from {table}")));
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Row>();
        foreach (var table in tables)
        {
            while (await reader.ReadAsync())
                rows.Add(new(table, Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, column => Text(reader, column))));
            await reader.NextResultAsync();
        }

        return new StoredRows(rows);
    });

    /// <summary>Everything but who has claimed what.</summary>
    public IReadOnlyList<string> Exactly => Lines(column => !Claiming.Contains(column), text => text);

    /// <summary>As <see cref="Exactly"/>, with all ids made alike: what two runs of the same thing have in common. Other columns may be left out too.</summary>
    public IReadOnlyList<string> ButForIds(params IReadOnlyList<string> otherColumns) =>
        Lines(column => !Claiming.Contains(column) && !MadeOfIds.Contains(column) && !otherColumns.Contains(column), text => AnyId.Replace(text, "#"));

    List<string> Lines(Func<string, bool> counts, Func<string, string> write) =>
        [.. rows.Select(row => write($"{row.Table} {string.Join(' ', row.Cells.Where(cell => counts(cell.Key)).Select(cell => $"{cell.Key}={cell.Value}"))}")).Order(StringComparer.Ordinal)];

    static string Text(DbDataReader reader, int column) => reader.GetValue(column) switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        DateTime at => at.ToString("O", CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""
    };

    [GeneratedRegex(@"[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}|\b[0-9A-Za-z]{5}-[0-9A-Za-z]{4}\b")]
    static partial Regex AnyId { get; }

    sealed record Row(string Table, IReadOnlyDictionary<string, string> Cells);
}
