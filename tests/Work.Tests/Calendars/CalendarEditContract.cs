using System.Globalization;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Calendars;
using BackOfficeFlow.Work.Tests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tests.Calendars;

/// <summary>What the edit of a calendar does to clocks that run, whichever database they are on. The house begins on Wednesday, 4 March 2026, at nine.</summary>
public abstract class CalendarEditContract : IAsyncLifetime
{
    const string Closed = """{ "date": "2026-03-05", "name": { "es": "Cerrado" } }, { "date": "2026-03-06", "name": { "es": "Cerrado" } }""";
    static readonly Caller Root = new(TestHouse.Tenant, new Guid(9, 0, 0, new byte[8]), "Root") { Roles = new HashSet<string> { "Administrator" } };

    TestHouse house = null!;

    protected abstract Task<TestHouse> Open();

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        house = await Open();
    }

    public async ValueTask DisposeAsync()
    {
        if (house is not null)
            await house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_edit_moves_the_timers_that_run_by_the_calendar_and_the_waits_they_stand_for()
    {
        await Refund.Furnish(house, more: Refund.More("timeoutIn", "2 BD") + Refund.More("escalateAfter", "16 BH"));
        var instance = await Refund.Open(house);
        await Refund.Furnish(house, "other", Refund.More("timeoutIn", "2 BD"));
        await Refund.Open(house, "other");
        (await Due()).ShouldBe([CalendarOf.Local("2026-03-06 18:00"), CalendarOf.Local("2026-03-05 18:00")], ignoreOrder: true);

        await Publish(Closed);
        await house.Advance(TimeSpan.FromHours(1));

        (await Due()).ShouldBe([CalendarOf.Local("2026-03-10 18:00"), CalendarOf.Local("2026-03-09 18:00")], ignoreOrder: true);
        (await house.Read(db => db.Set<WorkflowBookmark>().Where(wait => wait.InstanceId == instance).Select(wait => wait.DueAt).SingleAsync())).ShouldBe(CalendarOf.Local("2026-03-10 18:00"));
        (await Due("other")).ShouldBe([CalendarOf.Local("2026-03-06 18:00")]);
        var job = await Job();
        (job.Done, job.Failure, job.EndedAt is null).ShouldBe((2, null, false));

        await house.MoveTo(CalendarOf.Local("2026-03-10 17:59"));
        (await Refund.OpenTask(house, instance)).NodeId.ShouldBe("request");
        await house.MoveTo(CalendarOf.Local("2026-03-10 18:00"));
        (await Refund.OpenTask(house, instance)).NodeId.ShouldBe("approve");
    }

    [Fact]
    public async Task The_audit_lists_old_and_new_instants_and_an_edit_that_changes_none_lists_nothing()
    {
        await Arm("a", "1 BD");
        await Publish(Closed);
        await house.Advance(TimeSpan.FromHours(1));

        await Publish(Closed, "Another title");
        await house.Advance(TimeSpan.FromHours(1));

        var entry = await house.Read(db => db.Set<AuditEntry>().SingleAsync(entry => entry.Action == "ReplanTimers"));
        entry.SubjectId.ShouldBe("es");
        entry.Details!.ShouldContain("2026-03-05T17:00:00");
        entry.Details!.ShouldContain("2026-03-09T17:00:00");
    }

    [Fact]
    public async Task Many_timers_are_moved_in_batches_that_each_commit_and_count()
    {
        await house.In<Timers, bool>(async timers =>
        {
            await Task.CompletedTask;
            for (var i = 0; i < 450; i++)
                timers.Arm("test", $"{i:000}", CalendarOf.Local("2026-03-05 18:00"), plan: new("es", "1 BD", house.Now));
            return true;
        });

        await Publish(Closed);
        await house.Advance(TimeSpan.FromSeconds(30));

        (await Due()).Distinct().ShouldBe([CalendarOf.Local("2026-03-09 18:00")]);
        ((await Job()).Done, (await Job()).EndedAt).ShouldBe((450, null));
        await house.Advance(TimeSpan.FromMinutes(1));
        ((await Job()).Done, (await Job()).EndedAt is null).ShouldBe((450, false));
        (await house.Read(db => db.Set<AuditEntry>().CountAsync(entry => entry.Action == "ReplanTimers"))).ShouldBe(3);
    }

    [Fact]
    public async Task What_was_armed_by_the_old_calendar_meanwhile_is_caught_the_second_time_round()
    {
        await Arm("early", "1 BD");
        await Publish(Closed);
        await house.Advance(TimeSpan.FromSeconds(30));

        await house.In<Timers, bool>(timers =>
        {
            timers.Arm("test", "late", CalendarOf.Local("2026-03-05 18:00"), plan: new("es", "1 BD", house.Now));
            return Task.FromResult(true);
        });
        await house.Advance(TimeSpan.FromMinutes(1));

        (await Due()).Distinct().ShouldBe([CalendarOf.Local("2026-03-09 18:00")]);
        (await Job()).Done.ShouldBe(2);
    }

    [Fact]
    public async Task A_timer_that_a_node_has_begun_to_fire_stays()
    {
        await Arm("leased", "1 BD");
        await house.Read(db => db.Set<ArmedTimer>().ExecuteUpdateAsync(set => set.SetProperty(timer => timer.LeaseId, Guid.CreateVersion7(TestHouse.Start))));
        await Arm("free", "1 BD");

        await Publish(Closed);
        await house.Advance(TimeSpan.FromHours(1));

        (await Due()).ShouldBe([CalendarOf.Local("2026-03-05 18:00"), CalendarOf.Local("2026-03-09 18:00")], ignoreOrder: true);
    }

    [Fact]
    public async Task An_administrator_may_stop_it_and_nobody_else()
    {
        await Arm("a", "1 BD");
        await Publish(Closed);

        await Should.ThrowAsync<RuleBrokenException>(() => house.SendOnly(new StopReplanning("es"), TestHouse.Clerk));
        await house.SendOnly(new StopReplanning("es"), Root);
        await house.Advance(TimeSpan.FromHours(1));

        (await Due()).ShouldBe([CalendarOf.Local("2026-03-05 18:00")]);
        (await Job()).Failure!.ShouldContain("Root");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.SendOnly(new StopReplanning("es"), Root))).Code.ShouldBe("nothing-to-stop");
    }

    [Fact]
    public async Task A_second_edit_takes_over_from_the_first()
    {
        await Arm("a", "1 BD");
        await Publish(Closed);
        house.Clock.Advance(TimeSpan.FromSeconds(1));

        await Publish("""{ "date": "2026-03-05", "name": { "es": "Cerrado" } }""");
        await house.Advance(TimeSpan.FromHours(1));

        (await Due()).ShouldBe([CalendarOf.Local("2026-03-06 18:00")]);
        (await Job()).Done.ShouldBe(1);
    }

    [Fact]
    public async Task A_calendar_that_states_a_day_counts_from_that_day_on()
    {
        await Arm("before", "1 BD");
        await Arm("after", "5 BD");

        await Publish("""{ "date": "2026-03-05", "name": { "es": "a" } }, { "date": "2026-03-10", "name": { "es": "b" } }""", more: ", \"appliesFrom\": \"2026-03-09\"");
        await house.Advance(TimeSpan.FromHours(1));

        (await Due()).ShouldBe([CalendarOf.Local("2026-03-05 18:00"), CalendarOf.Local("2026-03-12 18:00")], ignoreOrder: true);
    }

    [Fact]
    public async Task What_the_new_calendar_cannot_reckon_keeps_its_instant_and_the_job_says_so()
    {
        await Arm("far", "300 BD");
        var before = await Due();

        await Publish("", more: ", \"holidays\": [\"ES\", \"ES-MD\"]");
        await house.Advance(TimeSpan.FromHours(1));

        (await Due()).ShouldBe(before);
        (await Job()).Failure!.ShouldContain("2027");
    }

    async Task Arm(string key, string term)
    {
        var due = await house.In<PublishedCalendars, PlannedTime>(calendars => calendars.After("es", house.Now, [term], TestContext.Current.CancellationToken));
        await house.In<Timers, bool>(timers =>
        {
            timers.Arm("test", key, due.At, plan: due.Plan);
            return Task.FromResult(true);
        });
    }

    Task<ConfigurationItem> Publish(string holidays, string title = "Ours", string more = "") => house.Publish("calendar", "shared", "shared/es", Encoding.UTF8.GetBytes($$"""
        {
          "title": "{{title}}", "zone": "Europe/Madrid", "ownHolidays": [{{holidays}}],
          "opening": { {{string.Join(", ", new[] { "monday", "tuesday", "wednesday", "thursday", "friday" }.Select(day => $"\"{day}\": [\"09:00-14:00\", \"15:00-18:00\"]"))}} }{{more}}
        }
        """));

    Task<List<DateTimeOffset>> Due(string tenant = TestHouse.Tenant) =>
        house.Read(db => db.Set<ArmedTimer>().Where(timer => timer.PlanCalendar != null).OrderBy(timer => timer.Sequence).Select(timer => timer.DueAt).ToListAsync(), tenant);

    Task<JobProgress> Job() => house.Read(db => db.Set<JobProgress>().AsNoTracking().SingleAsync(job => job.JobKey == "calendar:es"));
}

public sealed class CalendarEditsOnSqlite : CalendarEditContract
{
    protected override Task<TestHouse> Open() => TestHouse.OnSqlite();
}

public sealed class CalendarEditsOnPostgreSql : CalendarEditContract
{
    protected override Task<TestHouse> Open() => TestHouse.OnPostgreSql();
}
