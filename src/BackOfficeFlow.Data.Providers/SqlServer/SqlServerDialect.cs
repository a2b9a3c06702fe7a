using Microsoft.Data.SqlClient;

namespace BackOfficeFlow.Data.Providers;

/// <summary>SQL Server: locks are hints beside the table; there is no "on conflict", so the key is looked for under a lock.</summary>
public sealed class SqlServerDialect : Dialect
{
    public override string Name => DatabaseProviders.SqlServer;

    public override int Writers => 16;

    // Its usual collation takes no heed of case.
    public override StringComparer Texts => StringComparer.OrdinalIgnoreCase;

    public override string SelectLocked(string columns, string table, string where) => $"select {columns} from {table} with (updlock, rowlock) where {where}";

    public override string SelectUnheld(string columns, string table, string where) => $"select {columns} from {table} with (updlock, rowlock, readpast) where {where}";

    public override string InsertOnce(string table, IReadOnlyList<string> columns, IReadOnlyList<string> keys) =>
        $"insert into {table} ({string.Join(", ", columns)}) select {string.Join(", ", columns.Select(column => "@" + column))} "
        + $"where not exists (select 1 from {table} with (updlock, holdlock) where {Matches(keys)})";

    public override string InsertOrUpdate(string table, IReadOnlyList<string> columns, IReadOnlyList<string> keys) =>
        $"update {table} with (updlock, holdlock) set {string.Join(", ", columns.Except(keys).Select(column => $"{column} = @{column}"))} where {Matches(keys)}; "
        + $"if @@rowcount = 0 {ConflictSql.Insert(table, columns)}";

    public override string Claim(string table, string columns) =>
        $"with due as (select top (@take) * from {table} with (readpast, updlock, rowlock) where visible_at is not null and visible_at <= @now order by visible_at) "
        + $"update due set lease_id = @lease, lease_node = @node, visible_at = @until, attempts = attempts + 1 output {string.Join(", ", columns.Split(", ").Select(column => "inserted." + column))}";

    public override string Limit(string select, int rows) => $"{select} offset 0 rows fetch next {rows} rows only";

    public override SqlFailure Judge(Exception exception)
    {
        if (Failures.IsStale(exception))
            return SqlFailure.LostRace;

        return Failures.Find<SqlException>(exception)?.Number switch
        {
            2601 or 2627 => SqlFailure.Duplicate,
            1205 or 1222 or 3960 => SqlFailure.LostRace,
            _ => SqlFailure.Other
        };
    }

    static string Matches(IReadOnlyList<string> keys) => string.Join(" and ", keys.Select(key => $"{key} = @{key}"));
}
