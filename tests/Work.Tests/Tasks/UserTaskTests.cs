using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Tasks;
using static BackOfficeFlow.Work.Tests.Tasks.People;

namespace BackOfficeFlow.Work.Tests.Tasks;

public class UserTaskTests
{
    static readonly TaskAnswer Approved = new("Approved", "{}", null);

    [Fact]
    public void A_member_of_the_queue_takes_a_task_and_finishes_it()
    {
        var task = Task();

        task.Claim(Ana, [], Monday);
        task.Start(Ana, Monday.AddMinutes(1));
        task.Complete(Ana, Approved, [], Monday.AddMinutes(5));

        task.State.ShouldBe(TaskState.Completed);
        task.CompletedByName.ShouldBe("Ana");
        task.EndedAt.ShouldBe(Monday.AddMinutes(5));
        task.NewEvents.Select(happened => happened.Move).ShouldBe([TaskMove.Offer, TaskMove.Claim, TaskMove.Start, TaskMove.Complete]);
    }

    [Fact]
    public void Whoever_comes_second_is_told_who_has_the_task()
    {
        var task = Task(with => with.Claim(Ana, [], Monday));

        var refused = Should.Throw<RuleBrokenException>(() => task.Claim(Bea, [], Monday));

        refused.Code.ShouldBe("task-taken");
        refused.Message.ShouldContain("Ana");
    }

    [Fact]
    public void Taking_ones_own_task_again_changes_nothing()
    {
        var task = Task(with => with.Claim(Ana, [], Monday));

        task.Claim(Ana, [], Monday.AddHours(1));

        task.ClaimedAt.ShouldBe(Monday);
        task.NewEvents.Count(happened => happened.Move is TaskMove.Claim).ShouldBe(1);
    }

    [Fact]
    public void Somebody_of_another_queue_cannot_take_it()
    {
        var task = Task();

        Should.Throw<RuleBrokenException>(() => task.Claim(Carlos, [], Monday)).Code.ShouldBe("task-not-for-you");
        TaskAccess.MaySee(task, Carlos).ShouldBeFalse();
    }

    [Fact]
    public void A_role_of_the_company_can_be_asked_instead_of_a_queue()
    {
        var task = Task(queue: null, role: "Supervisor");

        task.Claim(Sonia, [], Monday);

        task.AssigneeName.ShouldBe("Sonia");
    }

    [Fact]
    public void Only_the_holder_finishes_a_task()
    {
        var free = Task();
        var taken = Task(with => with.Claim(Ana, [], Monday));

        Should.Throw<RuleBrokenException>(() => free.Complete(Ana, Approved, [], Monday)).Code.ShouldBe("task-not-claimed");
        Should.Throw<RuleBrokenException>(() => taken.Complete(Sonia, Approved, [], Monday)).Code.ShouldBe("task-taken");
    }

    [Fact]
    public void A_supervisor_takes_a_task_from_its_holder_back_to_the_queue()
    {
        var task = Task(with => with.Claim(Ana, [], Monday));

        Should.Throw<RuleBrokenException>(() => task.Return(Bea, null, Monday)).Code.ShouldBe("task-taken");
        task.Return(Sonia, "Ana is ill", Monday);

        task.State.ShouldBe(TaskState.Offered);
        task.AssigneeId.ShouldBeNull();
    }

    [Fact]
    public void A_task_put_aside_says_until_when_and_is_taken_up_again()
    {
        var task = Task(with => with.Claim(Ana, [], Monday));

        task.Suspend(Ana, "The carrier is closed", Monday.AddDays(1), Monday);
        task.State.ShouldBe(TaskState.Suspended);
        Should.Throw<RuleBrokenException>(() => task.Complete(Ana, Approved, [], Monday)).Code.ShouldBe("task-state");
        task.Start(Ana, Monday.AddHours(2));

        task.State.ShouldBe(TaskState.Working);
        task.SuspendedUntil.ShouldBeNull();
    }

    [Fact]
    public void A_task_cannot_be_put_aside_until_yesterday()
    {
        var task = Task(with => with.Claim(Ana, [], Monday));

        Should.Throw<RuleBrokenException>(() => task.Suspend(Ana, "why", Monday.AddDays(-1), Monday)).Code.ShouldBe("suspend-in-the-past");
    }

    [Fact]
    public void An_escalated_task_leaves_its_holder_and_becomes_more_urgent()
    {
        var task = Task(with => with.Claim(Ana, [], Monday));

        task.Escalate("q.orders.lead", Monday);

        (task.State, task.QueueKey, task.Priority, task.EscalationLevel, task.AssigneeId).ShouldBe((TaskState.Offered, "q.orders.lead", 2, 1, null));
    }

    [Fact]
    public void The_most_urgent_task_becomes_no_more_urgent()
    {
        var task = Task(with => with.Priority = UserTask.HighestPriority);

        task.Escalate(null, Monday);

        task.Priority.ShouldBe(UserTask.HighestPriority);
        task.QueueKey.ShouldBe("q.orders");
    }

    [Fact]
    public void A_withdrawn_task_cannot_be_taken_and_says_so()
    {
        var task = Task(with => with.Cancel("The parcel arrived", Monday));

        Should.Throw<RuleBrokenException>(() => task.Claim(Ana, [], Monday)).Code.ShouldBe("task-cancelled");
    }

    [Fact]
    public void Withdrawing_a_finished_task_leaves_it_finished()
    {
        var task = Task(with => with.Claim(Ana, [], Monday));
        task.Complete(Ana, Approved, [], Monday);

        task.Cancel("late", Monday);

        task.State.ShouldBe(TaskState.Completed);
    }
}
