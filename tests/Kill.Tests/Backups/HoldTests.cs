using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Kill.Tests;

/// <summary>What was delivered after the backup still waits in it: a restored database that is held sends nothing until a person says so.</summary>
public sealed class HoldTests : IDisposable
{
    static readonly Caller Administrator = new(TestHouse.Tenant, new Guid("00000000-0000-7000-8000-0000000000ad"), "Alba") { Roles = new HashSet<string> { Roles.Administrator } };

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bof-hold-");
    readonly Post post = new();

    [Fact]
    public async Task A_restored_database_sends_nothing_twice_while_it_is_held()
    {
        await using (var house = await Open("before.db", isHeld: false))
        {
            await house.In<Outbox, bool>(outbox => Write(outbox, "sent-after-the-backup"));
            await BackUp();
            await house.Settle();
            post.Delivered.ShouldBe(["sent-after-the-backup"]);
        }

        await using (var held = await Open("restored.db", isHeld: true))
        {
            await held.In<Outbox, bool>(outbox => Write(outbox, "asked-for-since"));
            await held.Settle();
            post.Delivered.Count.ShouldBe(1);
            (await held.Read(db => db.Set<OutboxEntry>().OrderBy(entry => entry.Sequence).Select(entry => entry.State).ToListAsync())).ShouldBe([OutboxState.Dead, OutboxState.Dead]);
            (await held.Read(db => db.Set<OutboxEntry>().Select(entry => entry.LastError).FirstAsync()))!.ShouldContain("Outbox:Hold");
        }

        await using var looked = await Open("restored.db", isHeld: false);
        await looked.Settle();
        post.Delivered.Count.ShouldBe(1);
        var missing = await looked.Read(db => db.Set<OutboxEntry>().SingleAsync(entry => entry.EntryKey == "asked-for-since"));
        await looked.Send(new DeliverAgain(missing.Sequence), Administrator);
        post.Delivered.ShouldBe(["sent-after-the-backup", "asked-for-since"]);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    string At(string name) => Path.Combine(folder.FullName, name);

    Task<TestHouse> Open(string file, bool isHeld) => TestHouse.On("Sqlite", $"Data Source={At(file)}", database: null, services =>
    {
        services.AddScoped<IOutboxHandler>(_ => post);
        services.AddSingleton(new OutboxHold(isHeld));
    });

    async Task BackUp()
    {
        await using var connection = new SqliteConnection($"Data Source={At("before.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"vacuum into '{At("restored.db")}'";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    static Task<bool> Write(Outbox outbox, string key)
    {
        outbox.Add(Post.Name, key, new Dictionary<string, object?>());
        return Task.FromResult(true);
    }

    /// <summary>A letter box that counts what falls into it.</summary>
    sealed class Post : IOutboxHandler
    {
        public const string Name = "letter";

        public List<string> Delivered { get; } = [];

        public string Kind => Name;

        public Task<OutboxAnswer> Handle(OutboxMessage message, CancellationToken cancel)
        {
            Delivered.Add(message.Key);
            return Task.FromResult(OutboxAnswer.Delivered());
        }
    }
}
