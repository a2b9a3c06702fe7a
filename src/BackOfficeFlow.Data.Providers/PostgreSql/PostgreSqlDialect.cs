using System.Data.Common;
using Npgsql;

namespace BackOfficeFlow.Data.Providers;

/// <summary>PostgreSQL: rows that another transaction holds are skipped when claiming; an instance's row is locked for update.</summary>
public sealed class PostgreSqlDialect : Dialect
{
    public override string Name => DatabaseProviders.PostgreSql;

    public override int Writers => 16;

    public override string SelectLocked(string columns, string table, string where) => $"select {columns} from {table} where {where} for update";

    public override string SelectUnheld(string columns, string table, string where) => $"{SelectLocked(columns, table, where)} skip locked";

    public override string InsertOnce(string table, IReadOnlyList<string> columns, IReadOnlyList<string> keys) =>
        $"{ConflictSql.Insert(table, columns)} on conflict ({string.Join(", ", keys)}) do nothing";

    public override string InsertOrUpdate(string table, IReadOnlyList<string> columns, IReadOnlyList<string> keys) =>
        ConflictSql.InsertOrUpdate(table, columns, keys);

    public override string Claim(string table, string columns) =>
        $"update {table} set lease_id = @lease, lease_node = @node, visible_at = @until, attempts = attempts + 1 where sequence in "
        + $"(select sequence from {table} where visible_at is not null and visible_at <= @now order by visible_at limit @take for update skip locked) returning {columns}";

    public override bool NumbersParameters => true;

    public override bool CommitsInBatch => true;

    // A batch is sent as a whole: nobody could look at a count before the commit that ends it. A division by the count does.
    public override string FailUnlessOne(string sql) => $"with hit as ({sql} returning 1) select 1 / (count(*) = 1)::int from hit";

    public override bool IsMiss(DbException problem) => problem.SqlState == PostgresErrorCodes.DivisionByZero;

    public override SqlFailure Judge(Exception exception)
    {
        if (Failures.IsStale(exception))
            return SqlFailure.LostRace;

        return Failures.Find<PostgresException>(exception)?.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation => SqlFailure.Duplicate,
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable => SqlFailure.LostRace,
            _ => SqlFailure.Other
        };
    }
}
