using System.Data.Common;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BackOfficeFlow.Benchmarks;

/// <summary>All rows of a small database at one moment: what lies between two of them is what the product did to the rows.</summary>
sealed class Snapshot
{
    readonly List<(MeasuredTable Table, Dictionary<string, object[]> Rows)> tables = [];

    public static async Task<Snapshot> Take(BackOfficeDb db)
    {
        var snapshot = new Snapshot();
        await db.Database.OpenConnectionAsync();
        foreach (var table in MeasuredTable.All(db.Model))
            snapshot.tables.Add((table, await Read(db.Database.GetDbConnection(), table)));
        return snapshot;
    }

    static async Task<Dictionary<string, object[]>> Read(DbConnection connection, MeasuredTable table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select {table.AllColumns} from {table.Name}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<string, object[]>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            var row = new object[table.Columns.Count];
            reader.GetValues(row);
            rows[string.Join('|', table.Key.Select(column => row[column]))] = row;
        }

        return rows;
    }

    /// <summary>What changed since an earlier one.</summary>
    public IReadOnlyList<RowChange> Since(Snapshot before)
    {
        var changes = new List<RowChange>();
        foreach (var ((table, now), (_, then)) in tables.Zip(before.tables))
        {
            changes.AddRange(then.Where(row => !now.ContainsKey(row.Key)).Select(row => new RowChange(table, row.Value, null)));
            foreach (var (key, row) in now)
                if (!then.TryGetValue(key, out var old))
                    changes.Add(new RowChange(table, null, row));
                else if (!row.Zip(old).All(pair => Same(pair.First, pair.Second)))
                    changes.Add(new RowChange(table, old, row));
        }

        return changes;
    }

    /// <summary>Every id that stands in a column of its own.</summary>
    public IEnumerable<string> Ids => tables.SelectMany(table => table.Rows.Values).SelectMany(row => row).SelectMany(IdsIn.Value);

    internal static bool Same(object a, object b) => a is byte[] first && b is byte[] second ? first.AsSpan().SequenceEqual(second) : Equals(a, b);
}

/// <summary>One row that came (no before), went (no after) or changed.</summary>
sealed record RowChange(MeasuredTable Table, object[]? Before, object[]? After);

/// <summary>A table as a floor needs it.</summary>
/// <param name="Name">As the database calls it.</param>
/// <param name="Columns">In the order in which they are read.</param>
/// <param name="Key">The places of the primary key's columns.</param>
/// <param name="Identity">The place of the number that the database gives; none is -1.</param>
sealed record MeasuredTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<int> Key, int Identity)
{
    static readonly HashSet<string> OfNodes = ["running_node"];

    public string AllColumns => string.Join(", ", Enumerable.Range(0, Columns.Count).Select(Quoted));

    // Some are called like words of SQL.
    public string Quoted(int place) => $"\"{Columns[place]}\"";

    /// <summary>What others point to comes first.</summary>
    public static IReadOnlyList<MeasuredTable> All(IModel model)
    {
        var done = new HashSet<IEntityType>();
        var ordered = new List<IEntityType>();
        void Add(IEntityType type)
        {
            if (!done.Add(type))
                return;
            foreach (var key in type.GetForeignKeys())
                Add(key.PrincipalEntityType);
            ordered.Add(type);
        }

        foreach (var type in model.GetEntityTypes().Where(type => type.GetTableName() is not null && !type.IsMappedToJson()))
            Add(type);
        return [.. ordered.GroupBy(type => type.GetTableName()!).Where(table => !OfNodes.Contains(table.Key)).Select(table => Of(table.Key, [.. table]))];
    }

    static MeasuredTable Of(string name, IReadOnlyList<IEntityType> types)
    {
        var columns = types.SelectMany(type => type.GetProperties()).Select(property => property.GetColumnName()).Distinct().ToList();
        var key = types[0].FindPrimaryKey()!.Properties;
        var identity = key is [{ ValueGenerated: ValueGenerated.OnAdd } only] && only.ClrType == typeof(long) ? columns.IndexOf(only.GetColumnName()) : -1;
        return new MeasuredTable(name, columns, [.. key.Select(property => columns.IndexOf(property.GetColumnName()))], identity);
    }
}
