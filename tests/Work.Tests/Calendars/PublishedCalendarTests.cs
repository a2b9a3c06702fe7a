using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Calendars;

namespace BackOfficeFlow.Work.Tests.Calendars;

public sealed class PublishedCalendarTests : IAsyncLifetime
{
    TestHouse house = null!;

    public async ValueTask InitializeAsync() => house = await TestHouse.OnSqlite();

    public async ValueTask DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task The_latest_published_calendar_counts_and_without_one_the_products_own()
    {
        (await Find("es")).Title.ShouldBe("España");

        await Publish("Ours");
        (await Find("es")).Title.ShouldBe("Ours");
        await Publish("Ours, mended");
        (await Find("es")).Title.ShouldBe("Ours, mended");
    }

    [Fact]
    public async Task One_companys_calendar_is_not_anothers()
    {
        await Publish("Ours");

        (await house.In<PublishedCalendars, Calendar>(calendars => calendars.Find("es", TestContext.Current.CancellationToken), Caller.System("other"))).Title.ShouldBe("España");
    }

    [Fact]
    public async Task An_unknown_calendar_is_refused_with_those_that_there_are() =>
        (await Should.ThrowAsync<RuleBrokenException>(() => Find("mars"))).Message.ShouldContain("es");

    Task<Calendar> Find(string key) => house.In<PublishedCalendars, Calendar>(calendars => calendars.Find(key, TestContext.Current.CancellationToken));

    Task<ConfigurationItem> Publish(string title) => house.Publish("calendar", "shared", "shared/es", Encoding.UTF8.GetBytes($$"""{ "title": "{{title}}", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-10:00"] } }"""));
}
