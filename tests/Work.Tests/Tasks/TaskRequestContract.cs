using System.Globalization;
using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Tasks;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tests.Tasks;

/// <summary>What tasks promise, whichever database they are on.</summary>
public abstract class TaskRequestContract : IAsyncLifetime
{
    static readonly Caller Ana = Biller(11, "Ana");
    static readonly Caller Bea = Biller(12, "Bea");
    static readonly Caller Sonia = Biller(14, "Sonia") with { Roles = new HashSet<string> { "Supervisor" }, Queues = new HashSet<string>() };
    static readonly Caller Stranger = Biller(15, "Otto") with { Queues = new HashSet<string> { "q.hr" } };

    TestHouse house = null!;

    protected abstract Task<TestHouse> Open();

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        house = await Open();
        await Refund.Furnish(house);
    }

    public async ValueTask DisposeAsync()
    {
        if (house is not null)
            await house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    static Caller Biller(int number, string name) =>
        new(TestHouse.Tenant, new Guid(number, 0, 0, new byte[8]), name) { Roles = new HashSet<string> { "Clerk" }, Queues = new HashSet<string> { "q.billing" } };

    [Fact]
    public async Task A_step_puts_a_task_before_the_people_of_its_queue()
    {
        var instance = await Refund.Open(house);

        var page = await house.Send(new ListTasks(TaskScope.Available), Ana);
        var elsewhere = await house.Send(new ListTasks(TaskScope.Available), Stranger);

        var line = page.Lines.ShouldHaveSingleItem();
        (line.Title, line.State, line.InstanceId, line.CaseName, line.CaseKey).ShouldBe(("Request the refund", TaskState.Offered, instance, "Refund for María", CaseKey.Of(instance)));
        line.DueAt.ShouldNotBeNull();
        (page.Available.ToString(), page.Mine.ToString()).ShouldBe(("1", "0"));
        elsewhere.Lines.ShouldBeEmpty();
        elsewhere.Available.Number.ShouldBe(0);
    }

    [Fact]
    public async Task A_clerk_does_a_task_and_is_told_what_happens_next()
    {
        var instance = await Refund.Open(house);
        var task = await Refund.OpenTask(house, instance);

        await house.Send(new ClaimTask(task.Id), Ana);
        var next = await house.Send(Refund.Request(task.Id), Ana);
        var approval = await Refund.OpenTask(house, instance);
        var forBea = await house.Send(new ShowTask(approval.Id), Bea);

        next.Kind.ShouldBe(NextKind.TaskForOthers);
        (next.TaskTitle, next.CaseKey, next.TaskId).ShouldBe(("Approve 40 for María", CaseKey.Of(instance), null));
        forBea.Outcomes.Select(choice => (choice.Label, choice.IsNegative)).ShouldBe([("Approve", false), ("Refused", true)]);
        forBea.MayClaim.IsYes.ShouldBeTrue();

        await house.Send(new ClaimTask(approval.Id), Bea);
        var end = await house.Send(new CompleteTask(approval.Id, "Approved"), Bea);

        end.Kind.ShouldBe(NextKind.Finished);
        (await house.Read(db => db.Set<WorkflowInstance>().SingleAsync(row => row.Id == instance))).Status.ShouldBe("Finished");
    }

    [Fact]
    public async Task A_title_is_read_in_the_language_of_whoever_reads_it()
    {
        var instance = await Refund.Open(house);
        await Requested(instance);
        var approval = await Refund.OpenTask(house, instance);

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es");
        var line = (await house.Send(new ShowTask(approval.Id), Bea)).Line;

        line.Title.ShouldBe("Aprobar 40 para María");
    }

    [Fact]
    public async Task Of_many_who_take_a_task_at_once_one_wins_and_the_others_are_told_who()
    {
        var task = await Refund.OpenTask(house, await Refund.Open(house));
        var people = Enumerable.Range(20, 8).Select(number => Biller(number, $"P{number}")).ToList();

        var answers = await Task.WhenAll(people.Select(person => Task.Run(() => Attempt(() => house.SendOnly(new ClaimTask(task.Id), person)))));

        answers.Count(answer => answer is null).ShouldBe(1);
        var winner = (await Refund.Find(house, task.Id)).AssigneeName!;
        answers.Where(answer => answer is not null).ShouldAllBe(answer => ((RuleBrokenException)answer!).Code == "task-taken" && answer.Message.Contains(winner));
        (await house.Read(db => db.Set<TaskEvent>().CountAsync(happened => happened.TaskId == task.Id && happened.Move == TaskMove.Claim))).ShouldBe(1);
    }

    [Fact]
    public async Task Finished_many_times_at_once_a_task_moves_its_case_once()
    {
        var instance = await Refund.Open(house);
        var task = await Refund.OpenTask(house, instance);
        await house.Send(new ClaimTask(task.Id), Ana);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Attempt(() => house.SendOnly(Refund.Request(task.Id), Ana)))));

        answers.ShouldAllBe(answer => answer == null);
        (await house.Read(db => db.Set<UserTask>().CountAsync(row => row.InstanceId == instance))).ShouldBe(2);
        (await house.Read(db => db.Set<TaskEvent>().CountAsync(happened => happened.TaskId == task.Id && happened.Move == TaskMove.Complete))).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_operation_answers_the_same_again()
    {
        var instance = await Refund.Open(house);
        var task = await Refund.OpenTask(house, instance);
        await house.Send(new ClaimTask(task.Id), Ana);
        var command = Refund.Request(task.Id) with { OperationId = "op-1" };

        var first = await house.Send(command, Ana);
        var second = await house.Send(command, Ana);

        JsonSerializer.Serialize(second).ShouldBe(JsonSerializer.Serialize(first));
    }

    [Fact]
    public async Task Whoever_requested_cannot_approve()
    {
        var instance = await Refund.Open(house);
        await Requested(instance);
        var approval = await Refund.OpenTask(house, instance);

        var available = await house.Send(new ListTasks(TaskScope.Available), Ana);
        var seen = await house.Send(new ShowTask(approval.Id), Ana);

        (await Attempt(() => house.Send(new ClaimTask(approval.Id), Ana))).ShouldBeOfType<RuleBrokenException>().Code.ShouldBe("four-eyes");
        available.Lines.ShouldBeEmpty();
        seen.MayClaim.WhyNot.ShouldNotBeNull().ShouldContain("Request");
        (await house.Send(new ListTasks(TaskScope.Available), Bea)).Lines.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("abc")]
    [InlineData(0)]
    [InlineData(5000)]
    public async Task A_form_that_is_filled_in_wrongly_is_refused_and_nothing_is_kept(object amount)
    {
        var instance = await Refund.Open(house);
        var task = await Refund.OpenTask(house, instance);
        await house.Send(new ClaimTask(task.Id), Ana);

        var refused = (await Attempt(() => house.Send(Refund.Request(task.Id, amount), Ana))).ShouldBeOfType<ValidationException>();

        refused.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe("amount");
        (await Refund.OpenTask(house, instance)).Id.ShouldBe(task.Id);
    }

    [Fact]
    public async Task A_field_that_the_form_does_not_have_is_refused()
    {
        var task = await Refund.OpenTask(house, await Refund.Open(house));
        await house.Send(new ClaimTask(task.Id), Ana);
        var command = new CompleteTask(task.Id, "Requested") { Values = new Dictionary<string, object?> { ["amount"] = 40m, ["isAdmin"] = true } };

        var refused = (await Attempt(() => house.Send(command, Ana))).ShouldBeOfType<ValidationException>();

        refused.Errors.Select(error => error.PropertyName).ShouldBe(["isAdmin"]);
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_an_unknown_outcome_lists_the_known_ones()
    {
        var instance = await Refund.Open(house);
        await Requested(instance);
        var approval = await Refund.OpenTask(house, instance);
        await house.Send(new ClaimTask(approval.Id), Bea);

        var curt = (await Attempt(() => house.Send(new CompleteTask(approval.Id, "Refused") { Comment = "no" }, Bea))).ShouldBeOfType<ValidationException>();
        var unknown = (await Attempt(() => house.Send(new CompleteTask(approval.Id, "Perhaps"), Bea))).ShouldBeOfType<ValidationException>();
        var refused = await house.Send(new CompleteTask(approval.Id, "Refused") { Comment = "The customer was refunded already" }, Bea);

        curt.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe("comment");
        unknown.Errors.ShouldHaveSingleItem().ErrorMessage.ShouldContain("Approved, Refused");
        refused.Kind.ShouldBe(NextKind.Finished);
    }

    [Fact]
    public async Task A_draft_waits_for_whoever_typed_it_and_goes_when_the_task_is_finished()
    {
        var task = await Refund.OpenTask(house, await Refund.Open(house));
        await house.Send(new ClaimTask(task.Id), Ana);

        var saved = await house.Send(new SaveDraft(task.Id, new Dictionary<string, object?> { ["amount"] = "12," }, "so far"), Ana);
        var seen = await house.Send(new ShowTask(task.Id), Ana);

        (seen.Values["amount"], seen.Comment, seen.Line.State, seen.Revision).ShouldBe(("12,", "so far", TaskState.Working, saved.Revision));
        (await Attempt(() => house.Send(new SaveDraft(task.Id, new Dictionary<string, object?>(), null), Bea))).ShouldBeOfType<RuleBrokenException>().Code.ShouldBe("task-taken");

        await house.Send(Refund.Request(task.Id), Ana);
        (await house.Read(db => db.Set<TaskDraft>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Finishing_what_was_changed_meanwhile_is_refused()
    {
        var task = await Refund.OpenTask(house, await Refund.Open(house));
        await house.Send(new ClaimTask(task.Id), Ana);

        var refused = await Attempt(() => house.Send(Refund.Request(task.Id) with { Revision = task.Revision }, Ana));

        var said = refused.ShouldBeOfType<RuleBrokenException>();
        said.Code.ShouldBe(CompleteTask.ChangedCode);
        said.Message.ShouldContain("Claimed (Ana)");
    }

    [Fact]
    public async Task Keeping_a_draft_does_not_hide_what_somebody_changed_in_between()
    {
        var task = await Refund.OpenTask(house, await Refund.Open(house));
        await house.Send(new ClaimTask(task.Id), Ana);
        var seen = (await house.Send(new ShowTask(task.Id), Ana)).Revision;
        await house.Send(new ReleaseTask(task.Id, "Ana is at lunch"), Sonia);
        await house.Send(new ClaimTask(task.Id), Ana);

        var draft = await house.Send(new SaveDraft(task.Id, new Dictionary<string, object?> { ["amount"] = 40m }, null) { Revision = seen }, Ana);
        var refused = await Attempt(() => house.Send(Refund.Request(task.Id) with { Revision = draft.Revision }, Ana));
        var current = (await house.Send(new ShowTask(task.Id), Ana)).Revision;
        var next = await house.Send(Refund.Request(task.Id) with { Revision = current }, Ana);

        draft.Revision.ShouldBe(seen);
        refused.ShouldBeOfType<RuleBrokenException>().Code.ShouldBe(CompleteTask.ChangedCode);
        next.Kind.ShouldBe(NextKind.TaskForOthers);
    }

    [Fact]
    public async Task Ones_own_draft_is_no_change_to_be_told_of()
    {
        var task = await Refund.OpenTask(house, await Refund.Open(house));
        await house.Send(new ClaimTask(task.Id), Ana);
        var seen = (await house.Send(new ShowTask(task.Id), Ana)).Revision;

        var draft = await house.Send(new SaveDraft(task.Id, new Dictionary<string, object?> { ["amount"] = 40m }, null) { Revision = seen }, Ana);
        await house.Send(Refund.Request(task.Id) with { Revision = draft.Revision }, Ana);

        (await Refund.Find(house, task.Id)).State.ShouldBe(TaskState.Completed);
    }

    [Fact]
    public async Task A_task_given_back_is_there_for_the_others()
    {
        var task = await Refund.OpenTask(house, await Refund.Open(house));
        await house.Send(new ClaimTask(task.Id), Ana);

        await house.Send(new ReleaseTask(task.Id, "lunch"), Ana);
        await house.Send(new ClaimTask(task.Id), Bea);

        (await Refund.Find(house, task.Id)).AssigneeName.ShouldBe("Bea");
        (await house.Send(new ShowTask(task.Id), Bea)).History.Select(line => line.Move).ShouldBe([TaskMove.Offer, TaskMove.Claim, TaskMove.Return, TaskMove.Claim]);
    }

    [Fact]
    public async Task A_supervisor_sees_every_task_and_a_stranger_none()
    {
        var task = await Refund.OpenTask(house, await Refund.Open(house));

        (await house.Send(new ListTasks(TaskScope.All), Sonia)).Lines.ShouldHaveSingleItem();
        (await house.Send(new ListTasks(TaskScope.All), Stranger)).Lines.ShouldBeEmpty();
        (await Attempt(() => house.Send(new ShowTask(task.Id), Stranger))).ShouldBeOfType<RuleBrokenException>().Code.ShouldBe("task-unknown");
    }

    [Fact]
    public async Task Another_company_neither_sees_nor_finishes_a_task()
    {
        var task = await Refund.OpenTask(house, await Refund.Open(house));
        await house.Send(new ClaimTask(task.Id), Ana);
        var other = Ana with { TenantId = "other" };

        (await house.Send(new ListTasks(TaskScope.All), other with { Roles = Sonia.Roles })).Lines.ShouldBeEmpty();
        (await Attempt(() => house.Send(new ShowTask(task.Id), other))).ShouldBeOfType<RuleBrokenException>().Code.ShouldBe("task-unknown");
        (await Attempt(() => house.Send(Refund.Request(task.Id), other))).ShouldBeOfType<RuleBrokenException>().Code.ShouldBe("task-unknown");
    }

    [Fact]
    public async Task Search_finds_by_title_fact_and_case_key_whatever_the_accents()
    {
        var instance = await Refund.Open(house);

        foreach (var words in new[] { "refund", "maria nunez", CaseKey.Of(instance)[..5] })
            (await house.Send(new ListTasks(TaskScope.Available) { Text = words }, Ana)).Lines.ShouldHaveSingleItem(words);
        (await house.Send(new ListTasks(TaskScope.Available) { Text = "maria gomez" }, Ana)).Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_supervisor_sees_how_much_work_lies_in_each_queue()
    {
        await Refund.Open(house);
        var held = await Refund.OpenTask(house, await Refund.Open(house));
        await house.Send(new ClaimTask(held.Id), Ana);

        var now = await house.Send(new CountTasksByQueue(), Sonia);
        await house.Advance(TimeSpan.FromDays(3));
        var late = await house.Send(new CountTasksByQueue(), Sonia);

        now.ShouldHaveSingleItem().ShouldBe(new("q.billing", new QueueLoad(1, 1, 0)));
        late["q.billing"].Overdue.ShouldBe(2);
    }

    [Fact]
    public async Task Filters_sorting_and_pages_work_together()
    {
        for (var number = 0; number < 3; number++)
            await Refund.Open(house);

        var first = await house.Send(new ListTasks(TaskScope.Available) { PageSize = 2, Sort = TaskSort.Oldest }, Ana);
        var second = await house.Send(new ListTasks(TaskScope.Available) { PageSize = 2, Page = 2, Sort = TaskSort.Due }, Ana);
        var overdue = await house.Send(new ListTasks(TaskScope.Available) { Due = TaskDue.Overdue }, Ana);
        await house.Advance(TimeSpan.FromDays(3));
        var late = await house.Send(new ListTasks(TaskScope.Available) { Due = TaskDue.Overdue, QueueKey = "q.billing", DefinitionId = Refund.Process }, Ana);

        (first.Lines.Count, second.Lines.Count, first.Matching.ToString()).ShouldBe((2, 1, "3"));
        overdue.Lines.ShouldBeEmpty();
        late.Lines.Count.ShouldBe(3);
        late.Lines.ShouldAllBe(line => line.IsOverdue);
    }

    [Fact]
    public async Task A_task_that_nobody_finishes_in_time_moves_on_to_the_queue_that_looks_after_it()
    {
        await Refund.Furnish(house, more: Refund.More("escalateAfter", "8 BH"));
        var task = await Refund.OpenTask(house, await Refund.Open(house));
        await house.Send(new ClaimTask(task.Id), Ana);

        await house.Advance(TimeSpan.FromDays(4));

        var moved = await Refund.Find(house, task.Id);
        (moved.State, moved.QueueKey, moved.AssigneeId, moved.EscalationLevel).ShouldBe((TaskState.Offered, "q.billing.approve", null, 1));
    }

    [Fact]
    public async Task A_task_put_aside_comes_back_by_itself_at_its_time()
    {
        var task = await PutAside(TimeSpan.FromDays(2));

        await house.Advance(TimeSpan.FromHours(47));
        var before = (await Refund.Find(house, task.Id)).State;
        await house.Advance(TimeSpan.FromHours(1));

        before.ShouldBe(TaskState.Suspended);
        var woken = await Refund.Find(house, task.Id);
        (woken.State, woken.AssigneeName, woken.SuspendedUntil, woken.SuspendReason).ShouldBe((TaskState.Working, "Ana", null, null));
        (await house.Send(new ShowTask(task.Id), Ana)).History[^1].Move.ShouldBe(TaskMove.Wake);
        (await Alarms()).ShouldBe(0);
    }

    [Fact]
    public async Task A_task_put_aside_for_longer_comes_back_at_the_later_time()
    {
        var task = await PutAside(TimeSpan.FromHours(1));
        await house.Send(new WakeTask(task.Id), Ana);
        await house.Send(new SuspendTask(task.Id, "Still closed", house.Now.AddHours(5)), Ana);

        await house.Advance(TimeSpan.FromHours(2));
        var before = (await Refund.Find(house, task.Id)).State;
        await house.Advance(TimeSpan.FromHours(3));

        before.ShouldBe(TaskState.Suspended);
        (await Refund.Find(house, task.Id)).State.ShouldBe(TaskState.Working);
    }

    [Theory]
    [InlineData("taken up")]
    [InlineData("given back")]
    [InlineData("finished")]
    [InlineData("withdrawn")]
    public async Task Nothing_rings_for_a_task_that_is_no_longer_put_aside(string how)
    {
        var task = await PutAside(TimeSpan.FromHours(3));
        (await Alarms()).ShouldBe(1);

        if (how is "withdrawn")
            await house.Send(new CancelInstance(task.InstanceId, "The customer withdrew"), Sonia);
        else if (how is "given back")
            await house.Send(new ReleaseTask(task.Id), Ana);
        else
            await house.Send(new WakeTask(task.Id), Ana);
        if (how is "finished")
            await house.Send(Refund.Request(task.Id), Ana);

        (await Alarms()).ShouldBe(0);
        await house.Advance(TimeSpan.FromHours(4));
        (await house.Read(db => db.Set<TaskEvent>().CountAsync(happened => happened.TaskId == task.Id && happened.Move == TaskMove.Wake))).ShouldBe(how is "taken up" or "finished" ? 1 : 0);
    }

    async Task<UserTask> PutAside(TimeSpan howLong)
    {
        var task = await Refund.OpenTask(house, await Refund.Open(house));
        await house.Send(new ClaimTask(task.Id), Ana);
        await house.Send(new SuspendTask(task.Id, "The bank is closed", house.Now + howLong), Ana);
        return task;
    }

    Task<int> Alarms() => house.Read(db => db.Set<ArmedTimer>().CountAsync(timer => timer.Kind == SuspendedTaskTimer.Kind));

    [Fact]
    public async Task A_step_whose_time_is_up_goes_on_without_its_task()
    {
        await Refund.Furnish(house, more: Refund.More("timeoutIn", "1 CD"));
        var instance = await Refund.Open(house);
        var task = await Refund.OpenTask(house, instance);

        await house.Advance(TimeSpan.FromDays(3));

        (await Refund.Find(house, task.Id)).State.ShouldBe(TaskState.Cancelled);
        (await Refund.OpenTask(house, instance)).NodeId.ShouldBe("approve");
    }

    [Fact]
    public async Task Ending_a_case_withdraws_its_tasks()
    {
        var instance = await Refund.Open(house);
        var task = await Refund.OpenTask(house, instance);

        await house.Send(new CancelInstance(instance, "The customer withdrew"), Sonia);

        (await Refund.Find(house, task.Id)).State.ShouldBe(TaskState.Cancelled);
        (await Attempt(() => house.Send(new ClaimTask(task.Id), Ana))).ShouldBeOfType<RuleBrokenException>().Code.ShouldBe("task-cancelled");
    }

    [Fact]
    public async Task What_people_do_to_tasks_is_audited()
    {
        var instance = await Refund.Open(house);
        await Requested(instance);

        var actions = await house.Read(db => db.Set<AuditEntry>().Where(entry => entry.SubjectType == TaskDesk.Subject).OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync());

        actions.ShouldBe([nameof(ClaimTask), nameof(CompleteTask)]);
    }

    [Fact]
    public async Task A_step_that_asks_nobody_known_becomes_an_incident_and_leaves_no_task()
    {
        await Refund.Furnish(house, more: Refund.More("escalateTo", "x").Replace("escalateTo", "person", StringComparison.Ordinal));
        var instance = await Refund.Open(house);

        var row = await house.Read(db => db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(each => each.Id == instance));

        row.NeedsAttention.ShouldBeTrue();
        (await house.Read(db => db.Set<UserTask>().CountAsync())).ShouldBe(0);
    }

    async Task Requested(Guid instance)
    {
        var task = await Refund.OpenTask(house, instance);
        await house.Send(new ClaimTask(task.Id), Ana);
        await house.Send(Refund.Request(task.Id), Ana);
    }

    static async Task<Exception?> Attempt<T>(Func<Task<T>> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception refused) when (refused is RuleBrokenException or ValidationException or ConflictException)
        {
            return refused;
        }
    }
}

public sealed class TasksOnSqlite : TaskRequestContract
{
    protected override Task<TestHouse> Open() => TestHouse.OnSqlite();
}

public sealed class TasksOnPostgreSql : TaskRequestContract
{
    protected override Task<TestHouse> Open() => TestHouse.OnPostgreSql();
}
