using System.Globalization;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using BackOfficeFlow.Work.Tasks;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tests.Tasks.Histories;

/// <summary>
/// Many do things to the same tasks at once. Whatever they were told can be put into one order; and of very many completions of one case none
/// is lost.
/// </summary>
public abstract class TaskHistoryContract
{
    /// <summary>How many tasks of one case are finished; more by this variable.</summary>
    const string HowMany = "BACKOFFICEFLOW_COMPLETES";

    const int AtOnce = 100;
    const int Workers = 8;

    protected abstract Task<TestHouse> Open();

    [Fact]
    public async Task What_many_are_told_about_one_task_can_be_put_into_one_order()
    {
        await using var house = await Open();
        await Refund.Furnish(house);
        var people = await Hire(house, 6);
        var tasks = new List<(Guid Id, HistoryRecorder History)>();
        for (var i = 0; i < 4; i++)
            tasks.Add(((await Refund.OpenTask(house, await Refund.Open(house))).Id, new HistoryRecorder()));

        await Task.WhenAll(people.Select((person, seed) => Task.Run(() => Bustle(house, person, people, tasks, new Random(seed)))));

        foreach (var (id, history) in tasks)
        {
            history.Calls.Count(call => call.Said == "ok").ShouldBeGreaterThan(0);
            Linearizability.WhyNot([.. history.Calls.Where(call => call.Said != Nothing)]).ShouldBeNull();
            var finished = await house.Read(db => db.Set<TaskEvent>().CountAsync(happened => happened.TaskId == id && happened.Move == TaskMove.Complete));
            finished.ShouldBe(history.Calls.Any(call => call is { Act: TaskAct.Complete, Said: "ok" }) ? 1 : 0);
        }
    }

    [Fact]
    public async Task Of_rapid_completions_of_one_cases_tasks_none_is_lost()
    {
        var many = int.Parse(Environment.GetEnvironmentVariable(HowMany) ?? "200", CultureInfo.InvariantCulture);
        await using var house = await Open();
        await house.Send(new OpenKnownQueues(), Caller.System(TestHouse.Tenant));
        var ana = (await Hire(house, 1))[0];
        await house.Publish(ConfigurationKinds.Definition, Refund.Area, "many", Encoding.UTF8.GetBytes(Rounds(many / AtOnce, AtOnce, ana.UserId!.Value)));
        var instance = (await house.Send(new StartWorkflow(new StartInstance("many", new Dictionary<string, object?>())))).InstanceId;
        var done = 0;

        while (await OpenTasks(house, instance) is { Count: > 0 } open)
        {
            await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (task, _) => await house.SendOnly(new CompleteTask(task, "Done"), ana));
            done += open.Count;
        }

        done.ShouldBe(many);
        var row = await house.Read(db => db.Set<WorkflowInstance>().SingleAsync());
        (row.Status, row.BurstCount, row.Revision).ShouldBe(("Finished", many + 1, many + 1));
        (await house.Read(db => db.Set<JournalEntry>().CountAsync())).ShouldBe(many + 1);
        (await house.Read(db => db.Set<UserTask>().CountAsync(task => task.State == TaskState.Completed))).ShouldBe(many);
        (await house.Read(db => db.Set<TaskEvent>().CountAsync(happened => happened.Move == TaskMove.Complete))).ShouldBe(many);
        (await house.Read(db => db.Set<WorkflowBookmark>().CountAsync())).ShouldBe(0);
    }

    /// <summary>Said of a call that lost its race too often: it has done nothing.</summary>
    const string Nothing = "conflict";

    static async Task Bustle(TestHouse house, Caller me, IReadOnlyList<Caller> people, List<(Guid Id, HistoryRecorder History)> tasks, Random dice)
    {
        for (var i = 0; i < 24; i++)
        {
            var (task, history) = tasks[dice.Next(tasks.Count)];
            var act = dice.Next(20) switch { < 7 => TaskAct.Claim, < 11 => TaskAct.Release, < 14 => TaskAct.Delegate, < 19 => TaskAct.Look, _ => TaskAct.Complete };
            var other = people[dice.Next(people.Count)];
            await history.Make(me.Name, act, act is TaskAct.Delegate ? other.Name : null, () => Ask(house, me, act, task, other));
        }
    }

    static async Task<string> Ask(TestHouse house, Caller me, TaskAct act, Guid task, Caller other)
    {
        try
        {
            switch (act)
            {
                case TaskAct.Look:
                    var seen = await house.SendOnly(new ShowTask(task), me);
                    return seen.Line.State is TaskState.Completed ? $"done by {seen.CompletedByName}" : seen.Line.AssigneeName is { } holder ? $"held by {holder}" : "offered";
                case TaskAct.Claim:
                    await house.SendOnly(new ClaimTask(task), me);
                    break;
                case TaskAct.Release:
                    await house.SendOnly(new ReleaseTask(task), me);
                    break;
                case TaskAct.Delegate:
                    await house.SendOnly(new DelegateTask(task, other.UserId!.Value), me);
                    break;
                default:
                    await house.SendOnly(Refund.Request(task), me);
                    break;
            }

            return "ok";
        }
        catch (RuleBrokenException refused)
        {
            return refused.Code!;
        }
        catch (ConflictException)
        {
            return Nothing;
        }
    }

    static async Task<IReadOnlyList<Caller>> Hire(TestHouse house, int many)
    {
        await house.Send(new FoundCompany(TestHouse.Tenant, "Demo"), Caller.System(TestHouse.Tenant));
        var people = new List<Caller>();
        for (var i = 0; i < many; i++)
        {
            var id = await house.Send(new AddUser($"p{i}@example.com", $"P{i}", "correct horse 1 Battery", ["Clerk"]));
            people.Add(new(TestHouse.Tenant, id, $"P{i}") { Roles = new HashSet<string> { "Clerk" }, Queues = new HashSet<string> { "q.billing" } });
        }

        await house.Send(new SetMembersOfQueue("q.billing", [.. people.Select(person => person.UserId!.Value)]), Caller.System(TestHouse.Tenant));
        return people;
    }

    static Task<List<Guid>> OpenTasks(TestHouse house, Guid instance) => house.Read(db => db.Set<UserTask>()
        .Where(task => task.InstanceId == instance && task.State != TaskState.Completed).OrderBy(task => task.Id).Select(task => task.Id).ToListAsync());

    /// <summary>Rounds of tasks for one person, each round at once.</summary>
    static string Rounds(int rounds, int atOnce, Guid person) => $$$"""
        {"id":"many-1","definitionId":"many","version":1,"root":{"id":"rounds","type":"Elsa.ForEach",
          "items":{"typeName":"Object","expression":{"type":"JavaScript","value":"Array.from({length: {{{rounds}}}}, (_, i) => i)"}},
          "body":{"id":"round","type":"Elsa.ParallelForEach",
            "items":{"typeName":"Object","expression":{"type":"JavaScript","value":"Array.from({length: {{{atOnce}}}}, (_, i) => i)"}},
            "body":{"id":"ask","type":"BackOffice.UserTask","version":1,
              "title":{"typeName":"String","expression":{"type":"Literal","value":"Count"}},
              "person":{"typeName":"String","expression":{"type":"Literal","value":"{{{person}}}"}},
              "outcomes":{"typeName":"Object","expression":{"type":"Object","value":"[\"Done\"]"} } } } } }
        """;
}

public sealed class SqliteTaskHistoryTests : TaskHistoryContract
{
    protected override Task<TestHouse> Open() => TestHouse.OnSqlite();
}

public sealed class PostgreSqlTaskHistoryTests : TaskHistoryContract
{
    protected override Task<TestHouse> Open() => TestHouse.OnPostgreSql();
}
