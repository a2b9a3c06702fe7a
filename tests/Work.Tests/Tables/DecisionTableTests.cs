using BackOfficeFlow.Work.Tables;

namespace BackOfficeFlow.Work.Tests.Tables;

public sealed class DecisionTableTests
{
    [Theory]
    [InlineData("5", 5, 4.99)]
    [InlineData("\"= 5\"", 5, 5.01)]
    [InlineData("\"!= 5\"", 4, 5)]
    [InlineData("\"> 300\"", 300.01, 300)]
    [InlineData("\">= 300\"", 300, 299.99)]
    [InlineData("\"< -1.5\"", -1.51, -1.5)]
    [InlineData("\"<=300\"", 300, 300.01)]
    [InlineData("\"1..5\"", 5, 5.01)]
    [InlineData("\"[1..5)\"", 1, 5)]
    [InlineData("\"(1..5]\"", 5, 1)]
    [InlineData("[1, 3, \"10..20\"]", 15, 2)]
    public void A_condition_on_a_number_accepts_what_it_says(string cell, double fits, double doesNot)
    {
        var table = TableOf.Read(TableOf.Json("F", TableOf.Row("hit", $"\"amount\": {cell}"), test: """{ "name": "t", "inputs": { "amount": 999999, "kind": "A", "consumer": true }, "row": "default" }""".Replace("999999", Number(doesNot))));

        Decide(table, Amount(fits)).RowIds.ShouldBe(["hit"]);
        Decide(table, Amount(doesNot)).RowIds.ShouldBe(["default"]);
    }

    [Theory]
    [InlineData("\"kind\": \"A\"", "A", "B")]
    [InlineData("\"kind\": [\"A\", \"B\"]", "B", "C")]
    [InlineData("\"kind\": \"!= A\"", "C", "A")]
    [InlineData("\"kind\": \"-\", \"consumer\": true, \"amount\": \"< 0\"", "A", null)]
    public void A_condition_on_a_choice_accepts_what_it_says(string when, string fits, string? doesNot)
    {
        var table = TableOf.Read(TableOf.Json("F", TableOf.Row("hit", when), test: $$"""{ "name": "t", "inputs": { "amount": -5, "kind": "{{fits}}", "consumer": true }, "row": "hit" }"""));

        Decide(table, -5m, fits).RowIds.ShouldBe(["hit"]);
        if (doesNot is not null)
            Decide(table, -5m, doesNot).RowIds.ShouldBe(["default"]);
    }

    [Fact]
    public void The_first_row_that_fits_answers_and_the_explanation_says_why_others_did_not()
    {
        var table = TableOf.Read(TableOf.Json("F", TableOf.Row("dear", "\"amount\": \"> 300\"") + "," + TableOf.Row("kindA", "\"kind\": \"A\"") + "," + TableOf.Row("rest", "\"amount\": \">= 0\""),
            test: """{ "name": "t", "inputs": { "amount": -5, "kind": "B", "consumer": true }, "row": "default" }"""));

        var decision = Decide(table, 10m, "B");

        decision.RowIds.ShouldBe(["rest"]);
        decision.Outputs["to"].ShouldBe("rest");
        decision.Explanation.ShouldBe([new RowVerdict("dear", false, "amount", "> 300"), new RowVerdict("kindA", false, "kind", "A"), new RowVerdict("rest", true, null, null)]);
    }

    [Fact]
    public void All_rows_that_fit_are_collected_in_their_order()
    {
        var table = TableOf.Read(TableOf.Json("C", TableOf.Row("one", "\"amount\": \"> 0\"") + "," + TableOf.Row("two", "\"kind\": \"A\"") + "," + TableOf.Row("three", "\"amount\": \"> 100\""),
            test: """{ "name": "t", "inputs": { "amount": 5, "kind": "A", "consumer": true }, "rows": ["one", "two"] }"""));

        var decision = Decide(table, 5m);

        decision.RowIds.ShouldBe(["one", "two"]);
        decision.Result.ShouldBeOfType<List<object?>>().Count.ShouldBe(2);
    }

    [Fact]
    public void Inputs_are_read_strictly_and_all_that_is_wrong_is_said_at_once()
    {
        var table = TableOf.Read(TableOf.Json("F", TableOf.Row("hit", "\"amount\": \"> 0\"")));

        var refused = Should.Throw<TableInputException>(() => table.Decide(new Dictionary<string, object?> { ["amount"] = "12", ["kind"] = "D", ["colour"] = "red" }));

        refused.Findings.Select(finding => $"{finding.Place} {finding.Code}").ShouldBe(["colour InputUnknown", "amount InputWrong", "kind ValueUnknown", "consumer InputMissing"]);
        refused.Findings[1].Say(System.Globalization.CultureInfo.GetCultureInfo("es")).ShouldBe("amount: \"12\" no encaja. Ponga un importe con dos decimales como mucho.");
        Should.Throw<TableInputException>(() => Decide(table, 0.001m)).Findings.Single().Code.ShouldBe("InputWrong");
    }

    [Fact]
    public void A_missing_value_of_an_optional_column_fits_a_dash_and_null_but_no_comparison()
    {
        var json = """
            {
              "title": "Attempts", "hitPolicy": "U",
              "inputs": [{ "name": "attempt", "type": "integer", "minimum": 0, "optional": true }, { "name": "day", "type": "date", "optional": true }],
              "outputs": [{ "name": "to", "type": "text" }],
              "rows": [
                { "id": "never", "when": { "attempt": null }, "then": { "to": "a" } },
                { "id": "later", "when": { "attempt": ">= 0", "day": "> 2026-06-30" }, "then": { "to": "b" } },
                { "id": "before", "when": { "attempt": ">= 0", "day": ["2026-01-01..2026-06-30", null] }, "then": { "to": "c" } }
              ],
              "default": { "then": { "to": "d" } },
              "tests": [{ "name": "none", "inputs": {}, "row": "never" }]
            }
            """;
        var table = TableOf.Read(json);

        table.Decide(new Dictionary<string, object?> { ["attempt"] = 1L, ["day"] = "2026-07-01" }).RowIds.ShouldBe(["later"]);
        table.Decide(new Dictionary<string, object?> { ["attempt"] = 1L, ["day"] = new DateOnly(2026, 6, 30) }).RowIds.ShouldBe(["before"]);
        table.Decide(new Dictionary<string, object?> { ["attempt"] = 1L }).RowIds.ShouldBe(["before"]);
        table.Decide(new Dictionary<string, object?> { ["attempt"] = null, ["day"] = "2025-07-01" }).RowIds.ShouldBe(["never"]);
        Should.Throw<TableInputException>(() => table.Decide(new Dictionary<string, object?> { ["attempt"] = -1L })).Findings.Single().Code.ShouldBe("InputOutside");
    }

    [Fact]
    public void A_table_is_in_force_on_its_first_and_last_day()
    {
        var table = TableOf.Read(TableOf.Json("F", TableOf.Row("hit", "\"amount\": \"> 0\""), """, "validFrom": "2026-01-01", "validTo": "2026-06-30" """));

        new[] { "2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01" }.Select(day => table.IsInForce(DateOnly.Parse(day, null))).ShouldBe([false, true, true, false]);
    }

    static string Number(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    static decimal Amount(double value) => (decimal)value;

    static Decision Decide(DecisionTable table, decimal amount, string kind = "A") =>
        table.Decide(new Dictionary<string, object?> { ["amount"] = amount, ["kind"] = kind, ["consumer"] = true });
}
