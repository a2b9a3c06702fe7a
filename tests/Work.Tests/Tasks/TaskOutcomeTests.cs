using BackOfficeFlow.Work.Tasks;

namespace BackOfficeFlow.Work.Tests.Tasks;

public class TaskOutcomeTests
{
    [Fact]
    public void Without_outcomes_a_task_is_simply_done() =>
        TaskOutcome.Read(null).ShouldBe([new TaskOutcome("Done")]);

    [Fact]
    public void Names_and_objects_may_be_mixed()
    {
        var refuse = new Dictionary<string, object?> { ["name"] = "Refuse", ["label"] = "@refuse", ["negative"] = true, ["group"] = "@no" };

        TaskOutcome.Read(new List<object?> { "Accept", refuse }).ShouldBe([new TaskOutcome("Accept"), new TaskOutcome("Refuse", "@refuse", true, "@no")]);
    }

    [Fact]
    public void A_line_of_names_is_enough() =>
        TaskOutcome.Read("Accept, Refuse").Select(outcome => outcome.Name).ShouldBe(["Accept", "Refuse"]);

    [Fact]
    public void Two_outcomes_of_one_name_are_refused() =>
        Should.Throw<ArgumentException>(() => TaskOutcome.Read("Accept, Accept")).Message.ShouldContain("Accept");

    [Fact]
    public void An_outcome_without_a_name_is_refused() =>
        Should.Throw<ArgumentException>(() => TaskOutcome.Read(new List<object?> { new Dictionary<string, object?>() }));

    [Fact]
    public void Buttons_say_what_outcomes_are_called()
    {
        var buttons = new Dictionary<string, object?> { ["Refuse"] = new Dictionary<string, object?> { ["label"] = "@refuse", ["negative"] = true }, ["Accept"] = "Yes, please", ["Gone"] = "never offered" };

        TaskOutcome.Read(new List<object?> { "Accept", "Later", "Refuse" }, buttons).ShouldBe([new TaskOutcome("Accept", "Yes, please"), new TaskOutcome("Later"), new TaskOutcome("Refuse", "@refuse", true)]);
    }

    [Theory]
    [InlineData("""{"Accept":"Yes","Refuse":{"negative":true}}""")]
    [InlineData("""[{"name":"Accept","label":"Yes"},{"name":"Refuse","negative":true}]""")]
    public void Buttons_alone_are_the_outcomes_and_may_be_written_as_json(string buttons) =>
        TaskOutcome.Read(new List<object?>(), buttons).ShouldBe([new TaskOutcome("Accept", "Yes"), new TaskOutcome("Refuse", null, true)]);
}
