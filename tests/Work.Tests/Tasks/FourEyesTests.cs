using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Tasks;
using static BackOfficeFlow.Work.Tests.Tasks.People;

namespace BackOfficeFlow.Work.Tests.Tasks;

public class FourEyesTests
{
    static readonly FourEyes NotTheRequester = new([], ["request"]);
    static readonly PerformedStep AnaRequested = new("request", "Request", Ana.UserId!.Value);

    [Fact]
    public void Whoever_did_the_earlier_step_cannot_take_the_approval()
    {
        var task = Task(fourEyes: NotTheRequester);

        var refused = Should.Throw<RuleBrokenException>(() => task.Claim(Ana, [AnaRequested], Monday));
        task.Claim(Bea, [AnaRequested], Monday);

        refused.Code.ShouldBe("four-eyes");
        refused.Message.ShouldContain("Request");
        task.AssigneeName.ShouldBe("Bea");
    }

    [Fact]
    public void It_is_asked_again_when_the_task_is_finished()
    {
        var task = Task(with => with.Claim(Ana, [], Monday), NotTheRequester);

        Should.Throw<RuleBrokenException>(() => task.Complete(Ana, new TaskAnswer("Approved", "{}", null), [AnaRequested], Monday)).Code.ShouldBe("four-eyes");
    }

    [Fact]
    public void Handing_the_task_on_does_not_get_around_it()
    {
        var task = Task(with => with.Claim(Bea, [AnaRequested], Monday), NotTheRequester);

        Should.Throw<RuleBrokenException>(() => task.Delegate(Bea, Ana.UserId!.Value, "Ana", [AnaRequested], null, Monday)).Code.ShouldBe("four-eyes");
    }

    [Fact]
    public void Nor_does_being_an_administrator()
    {
        var task = Task(fourEyes: new FourEyes([Root.UserId!.Value], []));

        Should.Throw<RuleBrokenException>(() => task.Claim(Root, [], Monday)).Code.ShouldBe("four-eyes");
    }

    [Fact]
    public void A_step_may_be_named_by_its_name_too()
    {
        new FourEyes([], ["Request"]).Conflict(Ana.UserId!.Value, [AnaRequested]).ShouldBe("Request");
        new FourEyes([], ["Check"]).Conflict(Ana.UserId!.Value, [AnaRequested]).ShouldBeNull();
    }

    [Fact]
    public void A_designer_writes_people_and_steps_in_one_list()
    {
        var read = FourEyes.Read(new List<object?> { "request", Ana.UserId, Bea.UserId!.Value.ToString(), "", null });

        read.Steps.ShouldBe(["request"]);
        read.Users.ShouldBe([Ana.UserId!.Value, Bea.UserId!.Value]);
        FourEyes.Read(null).IsNone.ShouldBeTrue();
        FourEyes.Read("request, check").Steps.ShouldBe(["request", "check"]);
    }
}
