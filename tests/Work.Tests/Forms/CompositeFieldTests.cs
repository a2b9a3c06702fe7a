using BackOfficeFlow.Work.Forms;

namespace BackOfficeFlow.Work.Tests.Forms;

public sealed class CompositeFieldTests
{
    static readonly FormDocument Address = FormOf.Properties(""" "to": { "type": "object", "format": "address" } """);
    static readonly FormDocument Slot = FormOf.Properties(""" "slot": { "type": "object", "format": "slot", "notBefore": "today+1" } """);
    static readonly FormDocument Grid = FormOf.Properties("""
        "items": {
          "type": "array", "format": "grid", "maxItems": 2,
          "items": { "type": "object", "properties": { "sku": { "type": "string" }, "quantity": { "type": "integer", "minimum": 1 } }, "required": ["sku", "quantity"] }
        }
        """);

    [Fact]
    public void A_spanish_address_gets_its_province_from_the_postcode()
    {
        var check = Address.Check(("to", Of(("street", "Calle Mayor 1"), ("postcode", "28013"), ("town", "Madrid"))));

        check.Wrong().ShouldBeEmpty();
        var kept = (Dictionary<string, object?>)check.Values["to"]!;
        kept["province"].ShouldBe("Madrid");
        kept["country"].ShouldBe("ES");
    }

    [Theory]
    [InlineData("01001", "araba")]
    [InlineData("07001", "Islas Baleares")]
    [InlineData("15001", "La Coruna")]
    [InlineData("48001", "VIZCAYA")]
    public void A_province_goes_by_all_its_names(string postcode, string province) =>
        Address.Check(("to", Of(("street", "x"), ("postcode", postcode), ("town", "y"), ("province", province)))).Wrong().ShouldBeEmpty();

    [Fact]
    public void A_province_that_is_not_the_postcodes_is_refused_at_its_part() =>
        Address.Check(("to", Of(("street", "x"), ("postcode", "28013"), ("town", "y"), ("province", "Toledo")))).Wrong().ShouldBe(["to.province ProvinceDiffers"]);

    [Fact]
    public void An_address_that_lacks_parts_says_which() =>
        Address.Check(("to", Of(("street", "x"), ("planet", "Mars")))).Wrong().ShouldBe(["to.planet FieldUnknown"]);

    [Fact]
    public void Each_missing_part_has_its_own_error() =>
        Address.Check(("to", Of(("street", "x")))).Wrong().ShouldBe(["to.postcode Required", "to.town Required"]);

    [Fact]
    public void A_foreign_postcode_is_not_judged_by_spanish_rules() =>
        Address.Check(("to", Of(("street", "x"), ("postcode", "1000-001"), ("town", "Lisboa"), ("country", "pt")))).Passed.ShouldBeTrue();

    [Fact]
    public void A_slot_lies_in_the_future_and_ends_after_it_begins()
    {
        var right = Slot.Check(("slot", Of(("date", "2026-11-26"), ("from", "09:00"), ("to", "12:00:00"))));
        right.Wrong().ShouldBeEmpty();
        right.Values["slot"].ShouldBe(new Dictionary<string, object?> { ["date"] = new DateOnly(2026, 11, 26), ["from"] = "09:00", ["to"] = "12:00" });

        Slot.Check(("slot", Of(("date", "2026-11-25"), ("from", "09:00"), ("to", "12:00")))).Wrong().ShouldBe(["slot DateTooEarly"]);
        Slot.Check(("slot", Of(("date", "2026-11-26"), ("from", "12:00"), ("to", "12:00")))).Wrong().ShouldBe(["slot.to SlotOrder"]);
        Slot.Check(("slot", Of(("date", "2026-11-26"), ("from", "25:00"), ("to", "12:00")))).Wrong().ShouldBe(["slot.from NotTime"]);
    }

    [Fact]
    public void A_period_does_not_end_before_it_begins()
    {
        var form = FormOf.Properties(""" "leave": { "type": "object", "format": "period" } """);

        form.Check(("leave", Of(("from", "2026-12-01"), ("to", "2026-12-01")))).Passed.ShouldBeTrue();
        form.Check(("leave", Of(("from", "2026-12-02"), ("to", "2026-12-01")))).Wrong().ShouldBe(["leave.to PeriodOrder"]);
        form.Check(("leave", Of(("from", "2026-12-02")))).Wrong().ShouldBe(["leave.to Required"]);
    }

    [Fact]
    public void Rows_of_a_grid_are_checked_one_by_one()
    {
        var check = Grid.Check(("items", new List<object?> { Of(("sku", "A-1"), ("quantity", 2L)), Of(("sku", " "), ("quantity", 0L), ("colour", "red")) }));

        check.Wrong().ShouldBe(["items[1].colour FieldUnknown", "items[1].sku Required", "items[1].quantity TooSmall"]);
    }

    [Fact]
    public void A_grid_has_no_more_rows_than_allowed()
    {
        var row = Of(("sku", "A-1"), ("quantity", 2L));

        Grid.Check(("items", new List<object?> { row, row })).Passed.ShouldBeTrue();
        Grid.Check(("items", new List<object?> { row, row, row })).Wrong().ShouldBe(["items TooMany"]);
        Grid.Check(("items", new List<object?> { "text" })).Wrong().ShouldBe(["items[0] NotAGroup"]);
    }

    static Dictionary<string, object?> Of(params (string Name, object? Value)[] parts) => parts.ToDictionary(part => part.Name, part => part.Value);
}
