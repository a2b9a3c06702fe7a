using System.Globalization;
using System.Text.RegularExpressions;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>The questions that docs/operations.md gives to a monitor which can only ask SQL are true for the tables as they are.</summary>
public sealed partial class MonitoringTests
{
    static readonly DateTimeOffset LongAgo = DateTimeOffset.UnixEpoch;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_postgresql_each_question_finds_what_it_is_for()
    {
        await using var house = await TestHouse.OnPostgreSql();

        await Check(house, Questions()[0]);
    }

    [Fact]
    public async Task On_sqlite_each_question_finds_what_it_is_for()
    {
        await using var house = await TestHouse.OnSqlite();

        await Check(house, Questions()[1]);
    }

    static async Task Check(TestHouse house, IReadOnlyList<string> questions)
    {
        var healthy = await Ask(house, questions);
        await house.Read(Break);
        var broken = await Ask(house, questions);

        healthy.ShouldBe([0, 0, 0, 0]);
        broken.ShouldBe([1, 1, 1, 1]);
    }

    static Task<int> Break(BackOfficeDb db)
    {
        db.Add(new OutboxEntry { TenantId = TestHouse.Tenant, Kind = "mail", EntryKey = "dead", State = OutboxState.Dead, CreatedAt = LongAgo });
        db.Add(new OutboxEntry { TenantId = TestHouse.Tenant, Kind = "mail", EntryKey = "waiting", State = OutboxState.Waiting, VisibleAt = LongAgo, CreatedAt = LongAgo });
        db.Add(new ArmedTimer { TenantId = TestHouse.Tenant, Kind = "bookmark", EntryKey = "late", DueAt = LongAgo, VisibleAt = LongAgo });
        db.Add(new RunningNode { Id = Guid.CreateVersion7(LongAgo), Name = "silent", Version = "1", StartedAt = LongAgo, SeenAt = LongAgo });
        return db.SaveChangesAsync(Cancel);
    }

    /// <summary>The number that a question is answered with, or how many rows.</summary>
    static async Task<List<int>> Ask(TestHouse house, IReadOnlyList<string> questions)
    {
        var answers = new List<int>();
        foreach (var question in questions)
            answers.Add(await house.Read(db => Ask(db, question)));
        return answers;
    }

    static async Task<int> Ask(BackOfficeDb db, string question)
    {
        await db.Database.OpenConnectionAsync(Cancel);
        await using var command = db.NewCommand(question);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = 0;
        while (await reader.ReadAsync(Cancel))
        {
            if (reader.FieldCount == 1)
                return Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture);
            rows++;
        }

        return rows;
    }

    /// <summary>PostgreSQL's, then SQLite's.</summary>
    static List<List<string>> Questions() =>
    [
        .. Block.Matches(File.ReadAllText(Repository.PathTo("docs", "operations.md")))
            .Select(block => Comment.Replace(block.Groups["sql"].Value, "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList())
    ];

    [GeneratedRegex(@"```sql\n(?<sql>.*?)```", RegexOptions.Singleline)]
    static partial Regex Block { get; }

    [GeneratedRegex(@"--[^\n]*")]
    static partial Regex Comment { get; }
}
