using System.Globalization;
using CsCheck;

namespace BackOfficeFlow.Work.Tests.Tables;

public sealed class TableAnalysisTests
{
    [Fact]
    public void Rows_that_overlap_in_a_unique_table_are_named_with_an_example() =>
        TableOf.Sentences(TableOf.Json("U", TableOf.Row("cheap", "\"amount\": \"0..300\", \"kind\": [\"A\", \"B\"]") + "," + TableOf.Row("dear", "\"amount\": \">= 300\", \"kind\": [\"B\", \"C\"]")))[0]
            .ShouldBe("rows[1]: The rows \"cheap\" and \"dear\" both answer when amount = 300, kind = B, consumer = false. Narrow one of them, or use hit policy F.");

    [Fact]
    public void Rows_that_touch_without_overlapping_pass() =>
        TableOf.Reading(TableOf.Json("U", TableOf.Row("cheap", "\"amount\": \"[0..300)\"") + "," + TableOf.Row("dear", "\"amount\": \">= 300\""))).Table.ShouldNotBeNull();

    [Fact]
    public void A_complete_table_with_a_gap_is_refused_with_an_example() =>
        TableOf.Sentences(TableOf.Json("U", TableOf.Row("cheap", "\"amount\": \"< 300\"") + "," + TableOf.Row("dear", "\"amount\": \"> 300\", \"kind\": [\"A\", \"B\"]") + "," + TableOf.Row("dearC", "\"amount\": \"> 300\", \"kind\": \"C\""),
            """, "complete": true """, """{ "name": "t", "inputs": { "amount": 1, "kind": "A", "consumer": true }, "row": "cheap" }""")).Single()
            .ShouldStartWith("rows: No row answers when amount = 300, kind = A, consumer = false.");

    [Fact]
    public void Cents_have_no_values_between_them_so_no_gap_is_invented() =>
        TableOf.Reading(TableOf.Json("U", TableOf.Row("cheap", "\"amount\": \"<= 300\"") + "," + TableOf.Row("dear", "\"amount\": \">= 300.01\""),
            """, "complete": true """, """{ "name": "t", "inputs": { "amount": 1, "kind": "A", "consumer": true }, "row": "cheap" }""")).Table.ShouldNotBeNull();

    [Fact]
    public void A_row_that_the_rows_above_take_whole_is_refused_even_when_no_single_one_does() =>
        TableOf.Sentences(TableOf.Json("F", TableOf.Row("low", "\"amount\": \"<= 10\"") + "," + TableOf.Row("high", "\"amount\": \"> 10\"") + "," + TableOf.Row("never", "\"kind\": \"B\""),
            test: """{ "name": "t", "inputs": { "amount": 1, "kind": "A", "consumer": true }, "row": "low" }"""))[0]
            .ShouldStartWith("rows[2]: The row \"never\" never answers");

    [Fact]
    public void What_falls_to_the_default_is_told_by_example_and_refuses_nothing()
    {
        var reading = TableOf.Reading(TableOf.Json("F", TableOf.Row("hit", "\"kind\": [\"A\", \"C\"], \"consumer\": true"), test: """{ "name": "t", "inputs": { "amount": 1, "kind": "A", "consumer": true }, "row": "hit" }"""));

        reading.Table.ShouldNotBeNull();
        reading.Findings.Single().Say(CultureInfo.GetCultureInfo("es")).ShouldStartWith("rows: Responde la fila por defecto, por ejemplo cuando ");
    }

    [Fact]
    public void A_test_that_the_table_decides_otherwise_refuses_it() =>
        TableOf.Sentences(TableOf.Json("F", TableOf.Row("hit", "\"amount\": \"> 0\""), test: """{ "name": "ten is nobody's", "inputs": { "amount": 10, "kind": "A", "consumer": true }, "row": "default" }"""))
            .ShouldContain("tests[0]: The test \"ten is nobody's\" expects default but the table answers hit. Correct one of them.");

    [Fact]
    public void A_test_states_outputs_too() =>
        TableOf.Sentences(TableOf.Json("F", TableOf.Row("hit", "\"amount\": \"> 0\""), test: """{ "name": "t", "inputs": { "amount": 10, "kind": "A", "consumer": true }, "row": "hit", "outputs": { "to": "her" } }"""))
            .ShouldContain("tests[0]: The test \"t\" expects to = her but the table answers hit. Correct one of them.");

    [Theory]
    [InlineData("\"amount\": \"> many\"", "rows[0].when.amount CellWrong")]
    [InlineData("\"amount\": \"5..1\"", "rows[0].when.amount RangeEmpty")]
    [InlineData("\"amount\": 1.001", "rows[0].when.amount CellWrong")]
    [InlineData("\"amount\": []", "rows[0].when.amount CellEmpty")]
    [InlineData("\"amount\": null", "rows[0].when.amount NeverMissing")]
    [InlineData("\"kind\": \"D\"", "rows[0].when.kind ValueUnknown")]
    [InlineData("\"kind\": [\"!= A\", \"B\"]", "rows[0].when.kind ExceptInList")]
    [InlineData("\"consumer\": \"yes\"", "rows[0].when.consumer CellWrong")]
    [InlineData("\"weight\": 1", "rows[0].when.weight ColumnUnknown")]
    public void A_condition_that_cannot_be_read_is_refused_with_its_place(string when, string finding) =>
        TableOf.Reading(TableOf.Json("F", TableOf.Row("hit", when))).Findings.Select(each => $"{each.Place} {each.Code}").ShouldContain(finding);

    [Theory]
    [InlineData("\"hitPolicy\": \"F\"", "\"hitPolicy\": \"X\"", "hitPolicy UnknownWord")]
    [InlineData("\"default\": { \"then\": { \"to\": \"nobody\" } },", "", " Missing")]
    [InlineData("\"to\": \"nobody\"", "", "default.then.to OutputMissing")]
    [InlineData("\"to\": \"nobody\"", "\"to\": 5", "default.then.to InputWrong")]
    [InlineData("\"id\": \"hit\"", "\"id\": \"default\"", "rows NameTwice")]
    [InlineData("\"type\": \"money\"", "\"type\": \"euro\"", "inputs[0].type UnknownWord")]
    [InlineData("\"name\": \"amount\"", "\"name\": \"kind\"", "inputs NameTwice")]
    public void A_table_that_is_wrong_is_refused_with_the_place(string right, string wrong, string finding)
    {
        var json = TableOf.Json("F", TableOf.Row("hit", "\"amount\": \"> 0\""));
        json.ShouldContain(right);

        TableOf.Reading(json.Replace(right, wrong)).Findings.Select(each => $"{each.Place} {each.Code}").ShouldContain(finding);
    }

    [Fact]
    public void On_random_tables_the_verdict_agrees_with_trying_every_input()
    {
        string[] kinds = ["A", "B", "C"];
        var row = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 4], Gen.Int[0, 7], Gen.Int[0, 2]);

        row.Array[1, 6].Sample(rows =>
        {
            var json = TableOf.Json("U", string.Join(",", rows.Select((each, at) => TableOf.Row($"r{at}", When(each)))), """, "complete": true """).Replace("\"money\"", "\"integer\", \"minimum\": 0, \"maximum\": 10");
            var findings = TableOf.Reading(json.Replace("-5", "0")).Findings;

            var counts = (from amount in Enumerable.Range(0, 11) from kind in Enumerable.Range(0, 3) from consumer in new[] { false, true } select rows.Count(each => Fits(each, amount, kind, consumer))).ToList();
            findings.Any(finding => finding.Code is "RowsOverlap").ShouldBe(counts.Any(count => count > 1));
            findings.Any(finding => finding.Code is "Gap").ShouldBe(counts.Any(count => count == 0));
        }, iter: 500);

        string When((int From, int Length, int Kinds, int Consumer) each) => string.Join(", ", new[]
        {
            $"\"amount\": \"{each.From}..{each.From + each.Length}\"",
            each.Kinds is 0 or 7 ? "" : $"\"kind\": [{string.Join(", ", kinds.Where((_, at) => (each.Kinds & (1 << at)) != 0).Select(kind => $"\"{kind}\""))}]",
            each.Consumer == 2 ? "" : $"\"consumer\": {(each.Consumer == 1 ? "true" : "false")}",
        }.Where(part => part.Length > 0));

        bool Fits((int From, int Length, int Kinds, int Consumer) each, int amount, int kind, bool consumer) =>
            amount >= each.From && amount <= each.From + each.Length && (each.Kinds is 0 or 7 || (each.Kinds & (1 << kind)) != 0) && (each.Consumer == 2 || each.Consumer == 1 == consumer);
    }

    [Fact]
    public void Two_hundred_rows_over_five_columns_are_decided()
    {
        var rows = string.Join(",", Enumerable.Range(0, 200).Select(at => TableOf.Row($"r{at}", $"\"amount\": \"[{at}..{at + 1})\", \"kind\": \"{(char)('A' + at % 3)}\"")));

        TableOf.Sentences(TableOf.Json("U", rows)).Single().ShouldStartWith("rows: The default answers");
    }
}
