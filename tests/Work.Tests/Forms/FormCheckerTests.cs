using System.Globalization;
using BackOfficeFlow.Work.Forms;

namespace BackOfficeFlow.Work.Tests.Forms;

public sealed class FormCheckerTests
{
    static readonly FormDocument Contact = FormOf.Properties("""
        "reached": { "type": "boolean" },
        "wants": { "type": "string", "enum": ["redeliver", "new-address", "refund"], "visibleWhen": { "field": "reached", "equals": true } },
        "newTown": { "type": "string", "visibleWhen": { "field": "wants", "equals": "new-address" }, "requiredWhen": { "field": "wants", "equals": "new-address" } },
        "proof": { "type": "string", "requiredWhen": { "field": "$outcome", "in": ["lost", "damaged"] } },
        "comment": { "type": "string", "format": "longtext" }
        """, """, "required": ["reached", "wants"] """);

    [Fact]
    public void What_is_required_is_asked_for_only_while_it_is_shown()
    {
        Contact.Check().Wrong().ShouldBe(["reached RequiredChoice"]);
        Contact.Check(("reached", false)).Passed.ShouldBeTrue();
        Contact.Check(("reached", true)).Wrong().ShouldBe(["wants RequiredChoice"]);
        Contact.Check(("reached", true), ("wants", "new-address")).Wrong().ShouldBe(["newTown Required"]);
    }

    [Fact]
    public void A_value_of_a_hidden_field_is_dropped_and_so_is_what_depends_on_it()
    {
        var check = Contact.Check(("reached", false), ("wants", "new-address"), ("newTown", "Getafe"));

        check.Passed.ShouldBeTrue();
        check.Values.ShouldBe(new Dictionary<string, object?> { ["reached"] = false });
    }

    [Fact]
    public void A_field_that_the_form_does_not_have_is_refused() =>
        Contact.Check(("reached", false), ("isAdmin", true)).Wrong().ShouldBe(["isAdmin FieldUnknown"]);

    [Fact]
    public void The_chosen_outcome_can_make_a_field_required()
    {
        Contact.Check(new FormContext(FormOf.Now) { Outcome = "lost" }, ("reached", false)).Wrong().ShouldBe(["proof Required"]);
        Contact.Check(new FormContext(FormOf.Now) { Outcome = "found" }, ("reached", false)).Passed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, "comment CommentTooShort")]
    [InlineData("too short", "comment CommentTooShort")]
    [InlineData("         x         ", "comment CommentTooShort")]
    [InlineData("ten signs!", "")]
    public void A_negative_outcome_needs_a_comment_of_ten_characters(string? comment, string wrong)
    {
        var context = new FormContext(FormOf.Now) { Outcome = "rejected", NegativeOutcome = true };

        string.Join(";", Contact.Check(context, ("reached", false), ("comment", comment)).Wrong()).ShouldBe(wrong);
        string.Join(";", FormDocument.Empty.Check(context with { Comment = comment }).Wrong()).ShouldBe(wrong);
    }

    [Fact]
    public void A_draft_may_lack_what_is_required_and_keeps_what_was_typed_even_when_it_is_wrong()
    {
        var form = FormOf.Properties(""" "iban": { "type": "string", "format": "iban" }, "name": { "type": "string" } """, """, "required": ["iban", "name"] """);

        var check = form.Check(new FormContext(FormOf.Now) { Draft = true }, ("iban", "ES91 21"));

        check.Wrong().ShouldBe(["iban IbanLength"]);
        check.Values.ShouldBe(new Dictionary<string, object?> { ["iban"] = "ES91 21" });
    }

    [Fact]
    public void A_date_that_must_follow_another_is_compared_with_it()
    {
        var form = FormOf.Properties(""" "from": { "type": "string", "format": "date" }, "to": { "type": "string", "format": "date", "afterField": "from" } """);

        form.Check(("from", "2026-11-02"), ("to", "2026-11-02")).Passed.ShouldBeTrue();
        form.Check(("from", "2026-11-02"), ("to", "2026-11-01")).Wrong().ShouldBe(["to MustNotBeBefore"]);
        form.Check(("to", "2026-11-01")).Passed.ShouldBeTrue();
    }

    [Fact]
    public void What_passed_once_passes_again_unchanged()
    {
        var form = FormOf.Properties("""
            "nif": { "type": "string", "format": "nif" }, "when": { "type": "string", "format": "date-time" }, "amount": { "type": "number", "format": "money" },
            "to": { "type": "object", "format": "address" }, "many": { "type": "array", "items": { "enum": ["a", "b"] } }
            """);
        var first = form.Check(("nif", "12.345.678-z"), ("when", "2026-10-25T02:30"), ("amount", "10.5"), ("many", new List<object?> { "b" }),
            ("to", new Dictionary<string, object?> { ["street"] = "x", ["postcode"] = "28013", ["town"] = "Madrid" }));

        var second = FormChecker.Check(form, first.Values, new FormContext(FormOf.Now));

        first.Passed.ShouldBeTrue();
        second.Passed.ShouldBeTrue();
        System.Text.Json.JsonSerializer.Serialize(second.Values).ShouldBe(System.Text.Json.JsonSerializer.Serialize(first.Values));
    }

    [Fact]
    public void A_confirmation_is_given_by_yes_only()
    {
        var form = FormOf.Properties(""" "sure": { "type": "boolean", "format": "confirm" } """, """, "required": ["sure"] """);

        form.Check(("sure", true)).Passed.ShouldBeTrue();
        form.Check(("sure", false)).Wrong().ShouldBe(["sure NotConfirmed"]);
        form.Check().Wrong().ShouldBe(["sure NotConfirmed"]);
    }

    [Fact]
    public void An_error_says_what_to_do_in_the_readers_language_and_formats()
    {
        var form = FormOf.Properties(""" "when": { "type": "string", "format": "date", "notBefore": "2026-12-01" } """);
        var error = form.Check(("when", "2026-11-30")).Errors.Single();

        error.Say(CultureInfo.GetCultureInfo("es-ES")).ShouldBe("Elija el 1/12/2026 o una fecha posterior.");
        error.Say(CultureInfo.GetCultureInfo("en-GB")).ShouldBe("Choose 01/12/2026 or later.");
    }
}
