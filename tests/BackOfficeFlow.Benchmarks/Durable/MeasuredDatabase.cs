using System.Data.Common;
using System.Globalization;
using BackOfficeFlow.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BackOfficeFlow.Benchmarks;

/// <summary>A database of the measurement's own, and what can be read off it from outside.</summary>
abstract class MeasuredDatabase : IAsyncDisposable
{
    public abstract string Provider { get; }
    public abstract string ConnectionString { get; }

    /// <summary>Whose processor time <see cref="Rounds"/> counts, when the product runs in this process.</summary>
    public abstract string CpuOf { get; }

    public static async Task<MeasuredDatabase> New(string database)
    {
        if (database != WorkloadOrder.Postgres)
            return new OnSqlite();
        PostgresServer.IsDurable = true;
        return new OnPostgres(await PostgresServer.NewDatabase());
    }

    /// <summary>Processor time of the database server's processes.</summary>
    public abstract TimeSpan ServerCpu();

    /// <summary>Of all tables with their indexes, cleaned up first.</summary>
    public abstract Task<long> Bytes();

    public abstract Task<long> Rows();

    /// <summary>The settings of a product on it.</summary>
    public Dictionary<string, string?> Settings => new() { ["Database:Provider"] = Provider, ["ConnectionStrings:Default"] = ConnectionString };

    public abstract ValueTask DisposeAsync();

    protected abstract DbConnection Connect();

    protected async Task<long> Ask(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    protected async Task<long> Count(string tables)
    {
        var all = new List<string>();
        await using (var connection = Connect())
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = tables;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                all.Add(reader.GetString(0));
        }

        return await Ask("select " + string.Join(" + ", all.Select(table => $"(select count(*) from \"{table}\")")));
    }

    sealed class OnPostgres(PostgresDatabase database) : MeasuredDatabase
    {
        public override string Provider => "PostgreSql";
        public override string ConnectionString => database.ConnectionString;
        public override string CpuOf => PostgresServer.ProcessId is null ? "product" : "product and PostgreSQL";

        public override TimeSpan ServerCpu() => PostgresServer.ProcessId is { } server ? ProcessorTime.OfChildren(server) : TimeSpan.Zero;

        public override async Task<long> Bytes()
        {
            await Ask("vacuum");
            return await Ask("select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public'");
        }

        public override Task<long> Rows() => Count("select tablename from pg_tables where schemaname = 'public'");

        public override ValueTask DisposeAsync() => database.DisposeAsync();

        protected override DbConnection Connect() => new NpgsqlConnection(ConnectionString);
    }

    sealed class OnSqlite : MeasuredDatabase
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bof-benchmark-");

        public override string Provider => "Sqlite";
        public override string ConnectionString => $"Data Source={Path.Combine(folder.FullName, "benchmark.db")}";
        public override string CpuOf => "product";

        public override TimeSpan ServerCpu() => TimeSpan.Zero;

        public override async Task<long> Bytes() => await Ask("select (select page_count from pragma_page_count) * (select page_size from pragma_page_size)") - await Ask("select (select freelist_count from pragma_freelist_count) * (select page_size from pragma_page_size)");

        public override Task<long> Rows() => Count("select name from sqlite_master where type = 'table' and name not like 'sqlite%'");

        public override ValueTask DisposeAsync()
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }

        protected override DbConnection Connect() => new SqliteConnection(ConnectionString);
    }
}
