using Microsoft.Data.Sqlite;

namespace BackOfficeFlow.Chaos.Tests;

/// <summary>The auditor is shown a database in which one thing is wrong, made by hand out of one in which all is well, and must say what.</summary>
public sealed class AuditorTests(AuditorTests.Sound sound) : IClassFixture<AuditorTests.Sound>
{
    const string OneEnded = "(select id from workflow_instance where definition_id = 'chaos-order' and finished_at is not null limit 1)";
    const string OneOpen = "(select id from workflow_instance where definition_id = 'chaos-order' and finished_at is null limit 1)";

    [Fact]
    public async Task A_sound_database_has_no_findings() => (await Audit("select 1")).ShouldBeEmpty();

    [Theory]
    [InlineData("bursts", "delete from journal_entry where burst = 2 and instance_id = " + OneEnded)]
    [InlineData("bursts", "update workflow_instance set burst_count = burst_count + 1 where id = " + OneEnded)]
    [InlineData("events", "update journal_entry set events = '[]' where burst = 2 and instance_id = " + OneEnded)]
    [InlineData("revision", "update workflow_instance set revision = revision + 1 where id = " + OneEnded)]
    [InlineData("status", "update workflow_instance set status = 'Running' where id = " + OneEnded)]
    [InlineData("step-twice", "update journal_entry set events = replace(events, '\"w\":\"Resumed\"', '\"w\":\"Started\"') where burst = 2 and instance_id = " + OneEnded)]
    [InlineData("history-stray", "update journal_entry set instance_id = '00000000-0000-7000-8000-00000000000A' where burst = 2 and instance_id = " + OneEnded)]
    [InlineData("waits-state", "delete from workflow_bookmark where instance_id = " + OneOpen)]
    [InlineData("waits-journal", "delete from workflow_bookmark where instance_id = " + OneOpen)]
    [InlineData("wait-orphan", "update workflow_bookmark set instance_id = " + OneEnded + " where instance_id = " + OneOpen)]
    [InlineData("nothing-to-wait-for", "delete from workflow_bookmark where instance_id = " + OneOpen)]
    [InlineData("timer-forgotten", "delete from armed_timer")]
    [InlineData("timer-orphan", "update armed_timer set entry_key = '0000000000007000800000000000000a'")]
    [InlineData("timer-late", "update armed_timer set due_at = due_at - 36000000000000")]
    [InlineData("timer-given-up", "update armed_timer set visible_at = null")]
    [InlineData("message-waiting", "update outbox_entry set state = 'Waiting' where kind = 'mail'")]
    [InlineData("message-dead", "update outbox_entry set state = 'Dead' where kind = 'mail'")]
    [InlineData("operation-twice", "drop index ix_done_operation_tenant_id_operation_id_actor; insert into done_operation (tenant_id, actor, operation_id, command, at) select tenant_id, actor, operation_id, command, at from done_operation limit 1")]
    [InlineData("case-lost", "update workflow_instance set correlation_id = 'another' where id = " + OneEnded)]
    [InlineData("case-stray", "update workflow_instance set correlation_id = 'another' where id = " + OneEnded)]
    [InlineData("case-twice", "update workflow_instance set correlation_id = 'o-1' where correlation_id = 'o-2'")]
    [InlineData("case-open", "update workflow_instance set finished_at = null where id = " + OneEnded)]
    [InlineData("case-early", "update workflow_instance set finished_at = updated_at where id = " + OneOpen)]
    [InlineData("child-twice", "update workflow_instance set parent_instance_id = " + OneEnded + " where definition_id = 'chaos-parcel'")]
    [InlineData("task-twice", "update user_task set execution_id = '10', instance_id = " + OneEnded)]
    [InlineData("task-open", "update user_task set state = 'Offered' where instance_id = " + OneEnded)]
    [InlineData("task-lost", "delete from user_task")]
    [InlineData("payments", "delete from workflow_instance where definition_id = 'chaos-payment'")]
    [InlineData("timer-early", "update journal_entry set events = replace(events, '\"w\":\"Resumed\"', '\"w\":\"Resumed\",\"t\":1') where burst = 2")]
    [InlineData("resumed-twice", "update journal_entry set events = replace(events, '\"w\":\"Started\"', '\"w\":\"Resumed\"') where instance_id = " + OneEnded)]
    public async Task What_is_wrong_is_found(string code, string spoil)
    {
        var findings = await Audit(spoil);

        findings.Select(finding => finding.Code).ShouldContain(code, $"found: {string.Join("; ", findings)}");
    }

    [Fact]
    public async Task An_effect_outside_is_counted_by_its_key()
    {
        var books = await sound.Read("select 1");
        var twice = new Booking("another key", sound.House.Orders[0].No);
        var again = sound.House.Bookings[0];
        IEnumerable<string> Codes(IEnumerable<Booking> bookings, params ArrivedMail[] mails) =>
            Auditor.Audit(books, sound.House.Orders, new([.. bookings], mails.Length == 0 ? null : mails)).Select(finding => finding.Code).Distinct();

        Codes([.. sound.House.Bookings, again]).ShouldBeEmpty();
        Codes([.. sound.House.Bookings, twice]).ShouldBe(["booking-twice"]);
        Codes([]).ShouldBe(["booking-lost"]);
        Codes(sound.House.Bookings, new ArrivedMail("m1", "o-1"), new ArrivedMail("m1", "o-1"), new ArrivedMail("m2", "o-2"), new ArrivedMail("m3", "o-2")).ShouldBe(["mail-twice", "mail-lost"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_command_that_was_refused_or_answered_otherwise_is_told()
    {
        var books = await sound.Read("select 1");
        var orders = sound.House.Orders.ToList();
        var refused = new OrderLine("o-9", TimeSpan.Zero);
        refused.Start.Send();
        refused.Start.Hear(new(500, "no"));
        var changed = new OrderLine("o-10", TimeSpan.Zero);
        changed.Pay.Send();
        changed.Pay.Hear(new(200, "once"));
        changed.Pay.Hear(new(200, "otherwise"));

        Auditor.Audit(books, [.. orders, refused, changed], new(sound.House.Bookings, null)).Select(finding => finding.Code).ShouldBe(["payments", "not-accepted", "answered-otherwise"], ignoreOrder: true);
    }

    async Task<IReadOnlyList<Finding>> Audit(string spoil) => Auditor.Audit(await sound.Read(spoil), sound.House.Orders, new(sound.House.Bookings, Mails: null));

    /// <summary>Six orders: four are through, one waits to be checked, one for its pause.</summary>
    public sealed class Sound : IAsyncLifetime
    {
        readonly string folder = Directory.CreateTempSubdirectory("bof-auditor-").FullName;
        int copies;

        internal ChaosHouse House { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            House = await ChaosHouse.Open();
            await House.Serve(orders: 4);
            await House.Begin(new("o-5", TimeSpan.FromSeconds(5)), TimeSpan.FromMinutes(1));
            await House.Begin(new("o-6", TimeSpan.FromHours(5)), TimeSpan.FromMinutes(1));
        }

        internal async Task<Books> Read(string spoil)
        {
            var copy = House.Copy(Path.Combine(folder, $"copy-{Interlocked.Increment(ref copies)}.db"));
            await using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"pragma foreign_keys = off; {spoil}";
            await command.ExecuteNonQueryAsync();
            return await new BooksReader(connection).Read(House.House.Now, CancellationToken.None);
        }

        public async ValueTask DisposeAsync()
        {
            await House.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
