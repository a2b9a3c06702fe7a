namespace BackOfficeFlow.Work.Tests.Tables;

/// <summary>A table of the size that processes really have: what to do first about an order that did not arrive.</summary>
public sealed class PlaybookTests
{
    const string Json = """
        {
          "title": "First action", "hitPolicy": "F",
          "inputs": [
            { "name": "type", "type": "enum", "values": ["ABSENT", "ADDRESS_WRONG", "ADDRESS_INCOMPLETE", "MOVED", "REFUSED", "PICKUP_EXPIRED", "RETURNED_TO_SENDER", "DELAY_CARRIER", "DELAY_FORCE_MAJEURE", "CUSTOMS_DOCS", "DAMAGED", "PARTIAL", "LOST_SUSPECTED", "LOST_CONFIRMED", "DELIVERED_DISPUTED", "UNKNOWN"] },
            { "name": "attempt", "type": "integer", "minimum": 0 },
            { "name": "value", "type": "money", "minimum": 0 },
            { "name": "customer", "type": "enum", "values": ["consumer", "business", "public"] }
          ],
          "outputs": [{ "name": "action", "type": "text" }, { "name": "owner", "type": "text" }, { "name": "deadline", "type": "text", "optional": true }],
          "rows": [
            { "id": "disputed", "when": { "type": "DELIVERED_DISPUTED" }, "then": { "action": "ask-proof", "owner": "q.orders", "deadline": "2 BD" } },
            { "id": "lost-dear", "when": { "type": "LOST_SUSPECTED", "value": "> 300" }, "then": { "action": "tracer-and-replace", "owner": "q.orders", "deadline": "3 BD" } },
            { "id": "lost-cheap", "when": { "type": "LOST_SUSPECTED", "value": "<= 300" }, "then": { "action": "replace-if-stock", "owner": "q.orders", "deadline": "3 BD" } },
            { "id": "lost", "when": { "type": "LOST_CONFIRMED" }, "then": { "action": "resolve", "owner": "q.orders" } },
            { "id": "damaged", "when": { "type": ["DAMAGED", "PARTIAL"] }, "then": { "action": "reserve-to-carrier", "owner": "q.orders", "deadline": "7 CD" } },
            { "id": "address", "when": { "type": ["ADDRESS_WRONG", "ADDRESS_INCOMPLETE", "MOVED"], "attempt": "1..2" }, "then": { "action": "ask-address", "owner": "q.customer" } },
            { "id": "absent-once", "when": { "type": "ABSENT", "attempt": 1 }, "then": { "action": "offer-redelivery", "owner": "auto", "deadline": "1 BD" } },
            { "id": "absent-again", "when": { "type": "ABSENT", "attempt": ">= 2" }, "then": { "action": "call", "owner": "q.customer" } },
            { "id": "refused-consumer", "when": { "type": "REFUSED", "attempt": 1, "customer": "consumer" }, "then": { "action": "call-reason", "owner": "q.customer" } },
            { "id": "refused-business", "when": { "type": "REFUSED", "attempt": 1, "customer": "business" }, "then": { "action": "call-charge", "owner": "q.customer" } },
            { "id": "back", "when": { "type": ["PICKUP_EXPIRED", "RETURNED_TO_SENDER"] }, "then": { "action": "resend-or-refund", "owner": "q.customer" } },
            { "id": "delay", "when": { "type": ["DELAY_CARRIER", "DELAY_FORCE_MAJEURE"] }, "then": { "action": "tell-new-date", "owner": "auto", "deadline": "1 BD" } },
            { "id": "customs", "when": { "type": "CUSTOMS_DOCS" }, "then": { "action": "collect-documents", "owner": "q.orders", "deadline": "5 BD" } }
          ],
          "default": { "then": { "action": "triage", "owner": "q.orders", "deadline": "4 BH" } },
          "tests": [
            { "name": "a dear parcel", "inputs": { "type": "LOST_SUSPECTED", "attempt": 0, "value": 300.01, "customer": "consumer" }, "row": "lost-dear" },
            { "name": "a cheap parcel", "inputs": { "type": "LOST_SUSPECTED", "attempt": 0, "value": 300, "customer": "consumer" }, "row": "lost-cheap", "outputs": { "deadline": "3 BD" } },
            { "name": "nobody at home for the third time", "inputs": { "type": "ABSENT", "attempt": 3, "value": 10, "customer": "business" }, "row": "absent-again" },
            { "name": "a town hall refuses", "inputs": { "type": "REFUSED", "attempt": 1, "value": 10, "customer": "public" }, "row": "default" }
          ]
        }
        """;

    [Fact]
    public void It_passes_its_checks_and_says_which_rows_no_test_reaches()
    {
        var reading = TableOf.Reading(Json);

        reading.Table.ShouldNotBeNull();
        reading.Findings.Select(finding => finding.Code).Distinct().ShouldBe(["FallsToDefault", "RowUntested"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("ABSENT", 1, "absent-once")]
    [InlineData("ABSENT", 0, "default")]
    [InlineData("MOVED", 2, "address")]
    [InlineData("MOVED", 3, "default")]
    [InlineData("UNKNOWN", 1, "default")]
    public void It_decides(string type, long attempt, string row) =>
        TableOf.Read(Json).Decide(new Dictionary<string, object?> { ["type"] = type, ["attempt"] = attempt, ["value"] = 20.0, ["customer"] = "consumer" }).RowIds.ShouldBe([row]);

    [Fact]
    public void As_a_table_of_which_one_row_answers_it_would_pass_too() => TableOf.Reading(Json.Replace("\"hitPolicy\": \"F\"", "\"hitPolicy\": \"U\"")).Table.ShouldNotBeNull();
}
