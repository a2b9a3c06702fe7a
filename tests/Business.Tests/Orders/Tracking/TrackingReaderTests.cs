using System.Text.Json;
using BackOfficeFlow.Business.Orders;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Orders;

public sealed class TrackingReaderTests
{
    const string Valid = """{ "eventId": "e1", "trackingNumber": "RX1", "code": "AUS", "at": "2026-11-25T10:15:00+01:00" }""";

    [Fact]
    public void A_whole_event_is_read_and_its_instant_is_UTC()
    {
        var (body, eventId, problem) = Read(Valid.Replace("}", """, "place": "Zaragoza", "newEta": "2026-11-27" }"""));

        problem.ShouldBeNull();
        eventId.ShouldBe("e1");
        body.ShouldNotBeNull().At.ShouldBe(new DateTimeOffset(2026, 11, 25, 9, 15, 0, TimeSpan.Zero));
        body.NewEta.ShouldBe(new DateOnly(2026, 11, 27));
    }

    [Theory]
    [InlineData("""[1]""", "not-an-object", null)]
    [InlineData("""{ "trackingNumber": "RX1", "code": "AUS", "at": "2026-11-25T10:15:00Z" }""", "missing-field", "eventId")]
    [InlineData("""{ "eventId": null, "trackingNumber": "RX1", "code": "AUS", "at": "2026-11-25T10:15:00Z" }""", "missing-field", "eventId")]
    [InlineData("""{ "eventId": "e1", "trackingNumber": "RX1", "code": 7, "at": "2026-11-25T10:15:00Z" }""", "not-text", "code")]
    [InlineData("""{ "eventId": "e1", "trackingNumber": "RX1", "code": "AUS", "at": "yesterday" }""", "not-an-instant", "at")]
    [InlineData("""{ "eventId": "e1", "trackingNumber": "RX1", "code": "AUS", "at": "2026-11-25T10:15:00" }""", "not-an-instant", "at")]
    [InlineData("""{ "eventId": "e1", "trackingNumber": "RX1", "code": "AUS", "at": "2026-11-25T10:15:00Z", "newEta": "27/11/2026" }""", "not-a-date", "newEta")]
    [InlineData("""{ "eventId": "e1", "trackingNumber": "RX1", "code": "AUS", "at": "2026-11-25T10:15:00Z", "plase": "Z" }""", "unknown-field", "plase")]
    public void What_is_wrong_with_an_event_is_said_by_its_field(string json, string code, string? field)
    {
        var (body, _, problem) = Read(json);

        body.ShouldBeNull();
        problem.ShouldNotBeNull().Code.ShouldBe(code);
        problem.Field.ShouldBe(field);
        problem.Message.ShouldNotBeNullOrWhiteSpace();
    }

    static (TrackingBody?, string?, TrackingProblem?) Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return TrackingReader.Read(document.RootElement);
    }
}
