using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BackOfficeFlow.Benchmarks;

/// <summary>
/// Puts many cases like a recorded one into PostgreSQL, each with ids of its own, by one statement for each of its rows. What takes the product an hour takes
/// this a minute, and the rows are the same.
/// </summary>
sealed class Copies(NpgsqlDataSource source)
{
    const string Numbers = "benchmark_copies";

    public static Copies In(MeasuredHouse house) => new(house.Parts.GetRequiredService<NpgsqlDataSource>());

    /// <param name="before">Before the case began.</param>
    /// <param name="after">When it had begun.</param>
    /// <param name="count">How many more there are to be.</param>
    /// <returns>The ids of the instances.</returns>
    public async Task<IReadOnlyList<Guid>> Make(Snapshot before, Snapshot after, int count)
    {
        var known = before.Ids.ToHashSet(StringComparer.Ordinal);
        var come = after.Since(before).Where(change => change.Before is null).ToList();
        var fresh = come.SelectMany(change => change.After!).SelectMany(IdsIn.Value).Distinct().Where(id => !known.Contains(id)).ToList();

        // Ordered by time like those that the product makes.
        var ids = fresh.Select((_, place) => $"(lpad(to_hex((extract(epoch from now()) * 1000)::bigint + n / 10), 12, '0') || '7' || substr(md5(random()::text || n), 1, 19))::uuid id{place}");
        await Run($"drop table if exists {Numbers}");
        await Run($"create unlogged table {Numbers} as select n, {string.Join(", ", ids)} from generate_series(1, {count}) n");
        foreach (var change in come)
            await Insert(change, fresh);

        var instance = come.Single(change => change.Table.Name == "workflow_instance");
        var id = fresh.IndexOf(IdsIn.Plain(instance.After![instance.Table.Columns.ToList().IndexOf("id")].ToString()!));
        var made = await Read($"select id{id} from {Numbers}");
        await Run($"drop table {Numbers}");
        await Settle();
        return made;
    }

    /// <summary>What PostgreSQL does by itself in the first minutes: without it, it plans as if the tables were empty.</summary>
    public Task Settle() => Run("vacuum analyze");

    async Task Insert(RowChange change, List<string> fresh)
    {
        await using var command = source.CreateCommand();
        var places = Enumerable.Range(0, change.Table.Columns.Count).Where(place => place != change.Table.Identity).ToList();
        var values = places.Select(place => Value(change.Table.Columns[place], change.After![place], fresh, command)).ToList();
        command.CommandText = $"insert into {change.Table.Name} ({string.Join(", ", places.Select(change.Table.Quoted))}) select {string.Join(", ", values)} from {Numbers}";
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    static string Value(string column, object value, List<string> fresh, NpgsqlCommand command)
    {
        if (value is DBNull)
            return "null";
        if (column == "case_key")
            return "'N' || lpad(n::text, 9, '0')";
        if (value is Guid id && fresh.IndexOf(id.ToString("N")) is >= 0 and var place)
            return $"id{place}";

        command.Parameters.Add(new NpgsqlParameter { Value = value });
        var parameter = $"${command.Parameters.Count}";
        return value switch
        {
            byte[] when column == "state" => $"convert_to({Replaced($"convert_from({parameter}, 'UTF8')", fresh)}, 'UTF8')",
            string text when IdsIn.Value(text).Any() || text.Length > 300 => Replaced(parameter, fresh),
            DateTime when column is "due_at" or "visible_at" => $"{parameter} + n * interval '1 microsecond'",
            _ => parameter
        };
    }

    static string Replaced(string text, List<string> fresh)
    {
        for (var place = 0; place < fresh.Count; place++)
            text = $"replace(replace({text}, '{Guid.Parse(fresh[place]):D}', id{place}::text), '{fresh[place]}', replace(id{place}::text, '-', ''))";
        return text;
    }

    async Task<List<Guid>> Read(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetGuid(0));
        return ids;
    }

    async Task Run(string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
