using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Tests.Tasks;

/// <summary>The process dies between any two statements of what a clerk does, and the clerk asks again: it is done once, whole.</summary>
public abstract class TaskCrashContract
{
    static readonly Caller Ana = new(TestHouse.Tenant, new Guid(11, 0, 0, new byte[8]), "Ana") { Roles = new HashSet<string> { "Clerk" }, Queues = new HashSet<string> { "q.billing" } };

    static readonly Caller Taking = Ana with { OperationId = "take-1" };

    protected abstract Task<TestHouse> Open(Action<IServiceCollection> change);

    [Fact]
    public async Task A_task_is_finished_with_all_that_its_case_does_next_or_not_at_all()
    {
        var (calm, _) = await Prepare();
        await using var undisturbed = calm;
        await calm.SendOnly(await Finish(calm), Ana);
        var (house, process) = await Prepare();
        await using var shaken = house;
        var finish = await Finish(house);

        var walk = new CrashWalk(house, process);
        var next = await walk.Through(() => house.SendOnly(finish, Ana));

        walk.Stages.ShouldBe(1);
        walk.DiedBefore.ShouldContain(statement => statement.Contains("INTO \"user_task\"", StringComparison.Ordinal) || statement.Contains("INTO user_task", StringComparison.Ordinal));
        walk.DiedBefore.ShouldContain("answer");
        next.Kind.ShouldBe(NextKind.TaskForOthers);
        await ShouldBeAlike(house, calm);
    }

    [Fact]
    public async Task A_task_is_taken_once()
    {
        var (calm, _) = await Prepare();
        await using var undisturbed = calm;
        await calm.SendOnly(new ClaimTask((await TaskOf(calm)).Id), Taking);
        var (house, process) = await Prepare();
        await using var shaken = house;
        var task = await TaskOf(house);

        var walk = new CrashWalk(house, process);
        await walk.Through(() => house.SendOnly(new ClaimTask(task.Id), Taking));

        walk.Stages.ShouldBe(1);
        await ShouldBeAlike(house, calm);
    }

    static async Task<CompleteTask> Finish(TestHouse house)
    {
        var task = await TaskOf(house);
        await house.SendOnly(new ClaimTask(task.Id), Ana);
        return Refund.Request(task.Id) with { OperationId = "finish-1" };
    }

    static async Task<UserTask> TaskOf(TestHouse house) => await Refund.OpenTask(house, await Refund.Open(house));

    async Task<(TestHouse House, MortalProcess Process)> Prepare()
    {
        var process = new MortalProcess();
        var house = await Open(services => services.AddSingleton<CrashPoints>(process));
        await Refund.Furnish(house);
        return (house, process);
    }

    static async Task ShouldBeAlike(TestHouse house, TestHouse calm)
    {
        var rows = (await StoredRows.Of(house)).ButForIds();
        var expected = (await StoredRows.Of(calm)).ButForIds();
        rows.Except(expected).ShouldBeEmpty();
        expected.Except(rows).ShouldBeEmpty();
        rows.Count.ShouldBe(expected.Count);
    }
}

public sealed class SqliteTaskCrashTests : TaskCrashContract
{
    protected override Task<TestHouse> Open(Action<IServiceCollection> change) => TestHouse.OnSqlite(change);
}

public sealed class PostgreSqlTaskCrashTests : TaskCrashContract
{
    protected override Task<TestHouse> Open(Action<IServiceCollection> change) => TestHouse.OnPostgreSql(change);
}
