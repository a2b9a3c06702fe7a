using System.Collections.Concurrent;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Tasks;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Benchmarks;

/// <summary>Starts cases that put a task before a person; then the person finishes the tasks, and the cases end.</summary>
static class TaskRoundtrip
{
    const string Definition = "task-roundtrip";

    public static async Task<WorkloadResult> Measure(WorkloadOrder order)
    {
        await using var database = await MeasuredDatabase.New(order.Database);
        await using var house = await MeasuredHouse.Open(database);
        var person = await house.Send(new AddUser("clara@bench.example", "Clara Clerk", "not-a-secret-1A!", ["Clerk"]));
        var clerk = new Caller(MeasuredHouse.Tenant, person, "Clara Clerk") { Roles = new HashSet<string> { "Clerk" } };
        await house.Publish(Definition, Definitions.AskPerson(person));

        var before = await house.Look();
        var recorded = await house.Start(Definition);
        var started = await house.Look();
        await house.Send(new CompleteTask((await TasksOf(house, [recorded])).Single(), "Done"), clerk);
        var replay = new Replay(before, started, await house.Look());
        using var floor = FloorDatabase.Of(house);
        var rounds = new Rounds(database, order);

        async Task<(Sample Starts, Sample Resumed)> Product()
        {
            var instances = new ConcurrentBag<Guid>();
            var starts = await rounds.Run(async (_, _) => instances.Add(await house.Start(Definition)));
            var tasks = await TasksOf(house, [.. instances]);
            return (starts, await rounds.Run((_, number) => house.Send(new CompleteTask(tasks[number], "Done"), clerk)));
        }

        async Task<(Sample Starts, Sample Resumed)> Floor()
        {
            var units = new FloorUnit[order.Count];
            var starts = await rounds.Run((_, number) => floor.Run(replay.Statements(0, units[number] = new FloorUnit())));
            return (starts, await rounds.Run((_, number) => floor.Run(replay.Statements(1, units[number]))));
        }

        await Product();
        await Floor();
        var stored = await rounds.Weigh(order.Count, Product);
        List<Sample> starts = [], floorStarts = [];
        async Task<Sample> Kept(Func<Task<(Sample Starts, Sample Resumed)>> run, List<Sample> kept)
        {
            var (begun, resumed) = await run();
            kept.Add(begun);
            return resumed;
        }

        var (product, bare) = await rounds.Alternate(_ => Kept(Product, starts), _ => Kept(Floor, floorStarts));
        var (began, barelyBegan) = (WorkloadResult.Median(starts.Select(sample => sample.PerSecond)), WorkloadResult.Median(floorStarts.Select(sample => sample.PerSecond)));
        return new WorkloadResult(order, "resumed/s", product, bare, stored)
        {
            CpuOf = database.CpuOf,
            Others = new Dictionary<string, double>
            {
                ["starts"] = began, ["startsFloor"] = barelyBegan, ["startsRatio"] = began / barelyBegan, ["startsCpuMs"] = WorkloadResult.Median(starts.Select(sample => sample.CpuMs))
            }
        };
    }

    static Task<List<Guid>> TasksOf(MeasuredHouse house, IReadOnlyList<Guid> instances) => house.In<BackOfficeDb, List<Guid>>(db => db.Set<UserTask>()
        .Where(task => instances.Contains(task.InstanceId)).OrderBy(task => task.Id).Select(task => task.Id).ToListAsync());
}
