using System.Text;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Calendars;
using BackOfficeFlow.Work.Upkeep;

namespace BackOfficeFlow.Work.Tests.Calendars;

public sealed class CoverageTests : IAsyncLifetime
{
    const string Region = """{ "title": "Madrid", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-10:00"] }, "holidays": ["ES", "ES-MD"] }""";
    const string Bare = """{ "title": "Bare", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-10:00"] } }""";

    TestHouse house = null!;

    public async ValueTask InitializeAsync() => house = await TestHouse.OnSqlite();

    public async ValueTask DisposeAsync() => await house.DisposeAsync();

    [Theory]
    [InlineData("2026-06-30", CalendarCoverage.Enough)]
    [InlineData("2026-07-01", CalendarCoverage.EndsSoon)]
    [InlineData("2027-01-01", CalendarCoverage.EndsSoon)]
    [InlineData("2024-12-31", CalendarCoverage.EndsSoon)]
    public void A_calendar_ends_soon_half_a_year_before_its_holidays_do(string today, CalendarCoverage coverage) =>
        CalendarOf.Read(Region).Coverage(CalendarOf.Local($"{today} 12:00")).ShouldBe(coverage);

    [Fact]
    public async Task A_calendar_is_published_with_a_warning_when_holidays_are_missing()
    {
        var folder = Directory.CreateTempSubdirectory();
        var calendars = folder.CreateSubdirectory("shared").CreateSubdirectory("calendars");
        await File.WriteAllTextAsync(Path.Combine(calendars.FullName, "bare.json"), Bare, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(calendars.FullName, "madrid.json"), Region, TestContext.Current.CancellationToken);
        house.Clock.SetUtcNow(CalendarOf.Local("2026-11-26 12:00"));

        var report = await house.Import(folder.FullName);

        report.Published.ShouldBe(["shared/bare", "shared/madrid"]);
        report.Doubtful.SelectMany(file => file.Findings).Select(finding => finding.IsError).ShouldBe([false, false]);
        report.Doubtful[1].Findings.Single().Message.ShouldContain("2026");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_system_page_lists_the_calendars_whose_holidays_end()
    {
        await house.Publish("calendar", "shared", "shared/madrid", Encoding.UTF8.GetBytes(Region));
        await house.Publish("calendar", "shared", "shared/bare", Encoding.UTF8.GetBytes(Bare));
        house.Clock.SetUtcNow(CalendarOf.Local("2026-11-26 12:00"));

        var lines = await house.Send(new ListCalendars());

        lines.Select(line => (line.Key, line.LastYear, line.Coverage)).ShouldBe([("bare", null, CalendarCoverage.None), ("es", 2030, CalendarCoverage.Enough), ("madrid", 2026, CalendarCoverage.EndsSoon)]);
    }
}
