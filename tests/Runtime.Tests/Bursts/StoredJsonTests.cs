using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>Whatever value a process comes to can be stored: a burst is not lost over it.</summary>
public sealed class StoredJsonTests
{
    static object Nested(int depth) => Enumerable.Range(0, depth).Aggregate((object)"inmost", (inner, _) => new List<object?> { inner });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_that_JSON_has_no_word_for_is_stored_as_null(double number)
    {
        var stored = StoredJson.Write(new Dictionary<string, object?> { ["share"] = number, ["list"] = new List<object?> { number, 1.5 } });

        stored.ShouldBe("""{"share":null,"list":[null,1.5]}""");
    }

    [Fact]
    public void A_value_that_nests_as_deep_as_values_may_is_stored_and_read()
    {
        var payload = new Dictionary<string, object?> { ["deep"] = Nested(400) };

        var read = (Dictionary<string, object?>)StoredJson.Read(StoredJson.Write(payload))!;

        Engine.Values.AreEqual(read["deep"], payload["deep"]).ShouldBeTrue();
    }

    [Fact]
    public void The_journal_writes_plain_details_as_every_stored_value()
    {
        var details = new Dictionary<string, object?> { ["Text"] = "\"ñ\" <b> \u0001", ["flag"] = true, ["few"] = -3, ["many"] = long.MaxValue, ["none"] = null };
        var happened = new JournalEvent(1, new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), "Step", "2", "Test.Step", "Noted");

        var plain = JournalText.Write([happened with { Details = details }]);

        plain.ShouldEndWith($"\"d\":{StoredJson.Write(details)}}}]");
    }

    [Fact]
    public void The_journal_keeps_details_that_nest_deeply()
    {
        var happened = new JournalEvent(1, new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), "Step", "2", "Test.Step", "Noted")
        {
            Details = new Dictionary<string, object?> { ["why"] = Nested(200), ["share"] = double.NaN }
        };

        var read = JournalText.Read(JournalText.Write([happened])).ShouldHaveSingleItem();

        Engine.Values.AreEqual(read.Details!["why"], happened.Details["why"]).ShouldBeTrue();
        read.Details["share"].ShouldBeNull();
    }
}
