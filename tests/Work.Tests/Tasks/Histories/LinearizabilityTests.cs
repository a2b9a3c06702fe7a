namespace BackOfficeFlow.Work.Tests.Tasks.Histories;

/// <summary>The checker accepts what one task could have done, and nothing else: each way of being wrong is planted once.</summary>
public sealed class LinearizabilityTests
{
    [Fact]
    public void One_after_the_other_is_an_order() => Check(
        Call("Ana", TaskAct.Claim, 1, 2, "ok"), Call("Bea", TaskAct.Claim, 3, 4, "task-taken"), Call("Ana", TaskAct.Release, 5, 6, "ok"),
        Call("Bea", TaskAct.Claim, 7, 8, "ok"), Call("Bea", TaskAct.Complete, 9, 10, "ok"), Call("Bea", TaskAct.Complete, 11, 12, "ok"),
        Call("Ana", TaskAct.Claim, 13, 14, "task-completed")).ShouldBeNull();

    [Fact]
    public void Calls_at_the_same_time_may_have_happened_in_either_order() => Check(
        Call("Ana", TaskAct.Claim, 1, 4, "task-taken"), Call("Bea", TaskAct.Claim, 2, 6, "ok"), Call("Cai", TaskAct.Look, 3, 5, "offered")).ShouldBeNull();

    [Fact]
    public void A_call_whose_answer_was_lost_may_have_taken_effect_or_not()
    {
        Check(Call("Ana", TaskAct.Claim, 1, null, null), Call("Bea", TaskAct.Claim, 2, 3, "ok")).ShouldBeNull();
        Check(Call("Ana", TaskAct.Claim, 1, null, null), Call("Bea", TaskAct.Claim, 2, 3, "task-taken")).ShouldBeNull();
    }

    [Fact]
    public void Two_who_both_took_it_are_found() => Check(
        Call("Ana", TaskAct.Claim, 1, 3, "ok"), Call("Bea", TaskAct.Claim, 2, 4, "ok")).ShouldNotBeNull();

    [Fact]
    public void A_look_that_saw_what_was_over_is_found() => Check(
        Call("Ana", TaskAct.Claim, 1, 2, "ok"), Call("Bea", TaskAct.Look, 3, 4, "offered")).ShouldNotBeNull();

    [Fact]
    public void A_look_back_in_time_is_found() => Check(
        Call("Ana", TaskAct.Claim, 1, 10, "ok"), Call("Bea", TaskAct.Look, 2, 3, "held by Ana"), Call("Cai", TaskAct.Look, 4, 5, "offered")).ShouldNotBeNull();

    [Fact]
    public void A_completion_that_was_lost_is_found() => Check(
        Call("Ana", TaskAct.Claim, 1, 2, "ok"), Call("Ana", TaskAct.Complete, 3, 4, "ok"), Call("Ana", TaskAct.Release, 5, 6, "ok")).ShouldNotBeNull();

    [Fact]
    public void A_task_finished_by_two_is_found()
    {
        var why = Check(
            Call("Ana", TaskAct.Claim, 1, 2, "ok"), Call("Ana", TaskAct.Delegate, 3, 4, "ok", "Bea"), Call("Bea", TaskAct.Complete, 5, 8, "ok"), Call("Ana", TaskAct.Complete, 6, 7, "ok"));

        why.ShouldNotBeNull().ShouldContain("Ana");
    }

    [Fact]
    public void A_refusal_without_reason_is_found() => Check(
        Call("Ana", TaskAct.Claim, 1, 2, "task-taken")).ShouldNotBeNull();

    [Fact]
    public void A_hundred_calls_by_eight_people_are_checked_at_once()
    {
        var calls = Enumerable.Range(0, 100).Select(i => Call($"P{i % 8}", TaskAct.Claim, i, i + 9, i == 0 ? "ok" : i % 8 == 0 ? "ok" : "task-taken")).ToArray();

        Check(calls).ShouldBeNull();
    }

    static string? Check(params Call[] calls) => Linearizability.WhyNot(calls);

    static Call Call(string who, TaskAct act, long asked, long? answered, string? said, string? toWhom = null) => new(who, act, toWhom, asked, answered, said);
}
