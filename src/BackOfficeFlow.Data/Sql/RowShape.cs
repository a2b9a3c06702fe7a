using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackOfficeFlow.Data;

/// <summary>A record's table as hand-written statements need it: taken from the model once, so that columns and types cannot drift apart.</summary>
sealed class RowShape
{
    static readonly ConditionalWeakTable<IEntityType, RowShape> Known = [];

    readonly IReadOnlyList<Column> columns;
    readonly Dictionary<string, string> byProperty;
    readonly Dictionary<string, string> statements = new(StringComparer.Ordinal);

    RowShape(IEntityType type)
    {
        Table = type.GetTableName()!;
        columns = [.. type.GetProperties()
            .Where(property => !property.IsShadowProperty() && !(property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long)))
            .Select(property => new Column(property.GetColumnName(), property.GetGetter(), property.GetRelationalTypeMapping(), property.IsNullable))];
        byProperty = type.GetProperties().ToDictionary(property => property.Name, property => property.GetColumnName());
        Insert = $"insert into {Table} ({string.Join(", ", Names)}) values ({string.Join(", ", Names.Select(name => "@" + name))})";
    }

    public string Table { get; }
    public string Insert { get; }
    IEnumerable<string> Names => columns.Select(column => column.Name);

    public static RowShape Of(BackOfficeDb db, Type type) => Known.GetValue(
        db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is not mapped."),
        entity => new RowShape(entity));

    public string InsertOnce(Dialect dialect, IReadOnlyList<string> keys) =>
        Statement("once", keys, () => dialect.InsertOnce(Table, [.. Names], [.. keys.Select(key => byProperty[key])]));

    public string InsertOrUpdate(Dialect dialect, IReadOnlyList<string> keys) =>
        Statement("or-update", keys, () => dialect.InsertOrUpdate(Table, [.. Names], [.. keys.Select(key => byProperty[key])]));

    public void Bind(object row, DbCommand maker, DbParameterCollection parameters)
    {
        foreach (var column in columns)
            parameters.Add(column.Type.CreateParameter(maker, "@" + column.Name, column.Getter.GetClrValue(row), column.IsNullable));
    }

    /// <summary>Without names: the columns stand in every statement of the shape in this order.</summary>
    public void BindInOrder(object row, DbCommand maker, DbParameterCollection parameters)
    {
        foreach (var column in columns)
            parameters.Add(column.Type.CreateParameter(maker, "", column.Getter.GetClrValue(row), column.IsNullable));
    }

    string Statement(string kind, IReadOnlyList<string> keys, Func<string> write)
    {
        var name = $"{kind}:{string.Join(',', keys)}";
        lock (statements)
            return statements.TryGetValue(name, out var statement) ? statement : statements[name] = write();
    }

    sealed record Column(string Name, IClrPropertyGetter Getter, RelationalTypeMapping Type, bool IsNullable);
}
