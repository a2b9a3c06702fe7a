namespace BackOfficeFlow.Data.Providers;

/// <summary>What PostgreSQL and SQLite say alike.</summary>
static class ConflictSql
{
    public static string Insert(string table, IReadOnlyList<string> columns) =>
        $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(column => "@" + column))})";

    public static string InsertOrUpdate(string table, IReadOnlyList<string> columns, IReadOnlyList<string> keys) =>
        $"{Insert(table, columns)} on conflict ({string.Join(", ", keys)}) do update set "
        + string.Join(", ", columns.Except(keys).Select(column => $"{column} = excluded.{column}"));
}
