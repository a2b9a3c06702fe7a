namespace BackOfficeFlow.Benchmarks;

/// <summary>One transaction of the product as statements to repeat.</summary>
/// <param name="Statements">In order.</param>
/// <param name="Fresh">Ids that begin here.</param>
/// <param name="Successors">Keys of deleted rows with those of the rows that came in their place.</param>
sealed record FloorPhase(IReadOnlyList<FloorStatement> Statements, IReadOnlyList<string> Fresh, IReadOnlyList<(string Gone, string Come)> Successors)
{
    /// <param name="changes">What the product did.</param>
    /// <param name="known">Ids that are nobody's here; those that begin are added.</param>
    public static FloorPhase Of(IReadOnlyList<RowChange> changes, HashSet<string> known)
    {
        var come = changes.Where(change => change.Before is null).ToList();
        var fresh = come.SelectMany(change => change.After!).SelectMany(IdsIn.Value).Distinct().Where(id => !known.Contains(id)).ToList();
        var changed = changes.Where(change => change is { Before: not null, After: not null }).ToList();
        var gone = changes.Where(change => change.After is null).ToList();
        known.UnionWith(fresh);
        return new FloorPhase(
            [
                .. changed.Select(FloorStatement.Select), .. changed.Select(FloorStatement.Update),
                .. gone.Select(FloorStatement.Delete), .. come.Select(FloorStatement.Insert)
            ],
            fresh,
            [.. gone.Join(come, change => change.Table, change => change.Table, (old, young) => (KeyOf(old.Table, old.Before!), KeyOf(young.Table, young.After!))).Where(pair => pair.Item1.Length == 32)]);
    }

    static string KeyOf(MeasuredTable table, object[] row) => table.Key is [var only] && row[only] is Guid or string ? IdsIn.Plain(row[only].ToString()!) : "";
}

/// <summary>One statement with the places of its values.</summary>
sealed record FloorStatement(string Sql, IReadOnlyList<FloorValue> Values)
{
    public object[] Bind(FloorUnit unit)
    {
        var values = new object[Values.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Values[i].Of(unit);
        return values;
    }

    public static FloorStatement Select(RowChange change) => new Writer(change.Table).Where(
        $"select {change.Table.AllColumns} from {change.Table.Name}", change.Before!, lockRow: true);

    public static FloorStatement Delete(RowChange change) => new Writer(change.Table).Where($"delete from {change.Table.Name}", change.Before!);

    public static FloorStatement Update(RowChange change)
    {
        var writer = new Writer(change.Table);
        var places = Enumerable.Range(0, change.Table.Columns.Count).Where(place => !Snapshot.Same(change.Before![place], change.After![place])).ToList();
        var set = string.Join(", ", places.Select(place => $"{change.Table.Quoted(place)} = {writer.Add(place, change.After!)}"));
        return writer.Where($"update {change.Table.Name} set {set}", change.Before!);
    }

    public static FloorStatement Insert(RowChange change)
    {
        var writer = new Writer(change.Table);
        var places = Enumerable.Range(0, change.Table.Columns.Count).Where(place => place != change.Table.Identity).ToList();
        return writer.Whole(
            $"insert into {change.Table.Name} ({string.Join(", ", places.Select(change.Table.Quoted))}) values ({string.Join(", ", places.Select(place => writer.Add(place, change.After!)))})");
    }

    /// <summary>Numbers parameters as they come.</summary>
    sealed class Writer(MeasuredTable table)
    {
        readonly List<FloorValue> values = [];

        // Nulls stand in the statement, as in the product's own.
        public string Add(int place, object[] row)
        {
            if (row[place] is DBNull)
                return "null";
            values.Add(FloorValue.From(table.Columns[place], row[place]));
            return $"${values.Count}";
        }

        public FloorStatement Whole(string sql) => new(sql, values);

        public FloorStatement Where(string sql, object[] row, bool lockRow = false)
        {
            var where = KeyPlaces().Select(place => $"{table.Quoted(place)} = {Add(place, row)}").ToList();
            return Whole($"{sql} where {string.Join(" and ", where)}{(lockRow ? FloorDatabase.LockMark : "")}");
        }

        // A number that the database gave is another's in each unit: such rows have a unique key beside.
        IEnumerable<int> KeyPlaces()
        {
            List<string> beside = ["tenant_id", "kind", "entry_key"];
            var places = table.Identity < 0 ? table.Key : [.. beside.Select(column => table.Columns.ToList().IndexOf(column))];
            if (places.Contains(-1))
                throw new InvalidOperationException($"A row of {table.Name} cannot be found again: it has no key of its own.");
            return table.Identity < 0 && table.Columns.Contains("tenant_id") ? [.. places, table.Columns.ToList().IndexOf("tenant_id")] : places;
        }
    }
}

/// <summary>A value of a statement: as recorded, or with the unit's own ids.</summary>
abstract record FloorValue
{
    public abstract object Of(FloorUnit unit);

    public static FloorValue From(string column, object value) => value switch
    {
        _ when column == "case_key" => new CaseKey(),
        Guid id => new Id(id.ToString("N"), id),
        string text when IdsIn.Value(text).Any() => new Text(text),
        _ => new Constant(value)
    };

    sealed record Constant(object Value) : FloorValue
    {
        public override object Of(FloorUnit unit) => Value;
    }

    sealed record Id(string Recorded, Guid Itself) : FloorValue
    {
        public override object Of(FloorUnit unit) => unit.Find(Recorded) ?? Itself;
    }

    sealed record Text(string Recorded) : FloorValue
    {
        public override object Of(FloorUnit unit) => IdsIn.Replace(Recorded, unit.Find);
    }

    // Its length, and unique; the check character does not matter to the database.
    sealed record CaseKey : FloorValue
    {
        public override object Of(FloorUnit unit) => Guid.CreateVersion7().ToString("N")[^10..];
    }
}
