using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Cases;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

[Collection(nameof(DemoHouse))]
public sealed class TrackingOverHttpTests(DemoHouse house)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("bof_no-such-key")]
    public async Task Whoever_has_no_key_is_turned_away(string key)
    {
        using var answer = await house.Post("[]", key);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Broken_json_is_refused_with_the_place_where_it_breaks()
    {
        using var answer = await house.Post("[\n  {\"eventId\": \"e1\",, \"trackingNumber\": \"RX700006\"}\n]");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        problem.GetProperty("code").GetString().ShouldBe("bad-json");
        problem.GetProperty("title").GetString()!.ShouldContain("2");
        problem.GetProperty("title").GetString()!.ShouldContain("20");
    }

    [Fact]
    public async Task A_carrier_that_nobody_knows_is_refused()
    {
        using var answer = await house.Post("""[{"eventId": "e1", "trackingNumber": "RX700006", "code": "TRA", "at": "2026-01-01T10:00:00Z"}]""", carrier: "no-such-carrier");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wrong_event_is_refused_by_itself_and_its_neighbour_taken()
    {
        await house.ShipParcel("RX810001", "Elsa Mora Gil", "es");
        var now = house.Clock.GetUtcNow();

        var answer = await house.Tell(
            new { eventId = "w-1", trackingNumber = "RX000000", code = "TRA", at = now.AddHours(-1) },
            new { eventId = "w-2", trackingNumber = "RX810001", code = "TRA", at = now.AddDays(2) },
            new { eventId = "w-3", trackingNumber = "RX810001", code = "TRA", at = now.AddHours(-1) });

        answer.Items.Select(item => (item.EventId, item.Result, item.Problem?.Code)).ShouldBe(
        [
            ("w-1", "refused", "shipment-unknown"), ("w-2", "refused", "event-from-future"), ("w-3", "taken", null),
        ]);
        answer.Items[0].Problem!.Message.ShouldContain("RX000000");
        answer.Items[1].Problem!.Message.ShouldContain("w-2");
    }

    [Fact]
    public async Task An_event_told_twice_opens_one_case()
    {
        await house.ShipParcel("RX810002", "Tomás Rey Luna", "es");
        var lost = new { eventId = "t-1", trackingNumber = "RX810002", code = "EXT", at = house.Clock.GetUtcNow().AddHours(-1) };

        var first = await house.Tell(lost);
        var second = await house.Tell(lost);
        var cases = await Eventually.Find("the case", async () => await Cases() is { Lines.Count: > 0 } found ? found : null, cancel: Cancel);

        (first.Taken, first.Known).ShouldBe((1, 0));
        (second.Taken, second.Known).ShouldBe((0, 1));
        cases.Lines.Count.ShouldBe(1);

        Task<CasePage> Cases() => house.Send(new ListCases(CaseScope.All) { Text = "RX810002" });
    }
}
