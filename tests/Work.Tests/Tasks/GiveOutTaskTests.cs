using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Tasks;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tests.Tasks;

/// <summary>A plain task is given to people a moment after its step began to wait: another system may be faster. Where several write at once.</summary>
public sealed class GiveOutTaskTests
{
    [Fact]
    public async Task A_task_that_is_reported_while_it_is_given_out_is_not_left_with_people()
    {
        await using var house = await TestHouse.OnPostgreSql();
        await Refund.Furnish(house);
        await house.Publish(ConfigurationKinds.Definition, "billing", "plain", Encoding.UTF8.GetBytes("""
            {
              "definitionId": "plain", "id": "plain-1", "version": 1, "name": "Plain", "isPublished": true, "isLatest": true,
              "root": { "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "ring", "name": "Ring", "type": "Elsa.RunTask", "version": 1 } ] }
            }
            """));
        var id = (await house.SendOnly(new StartWorkflow(new StartInstance("plain", new Dictionary<string, object?>())))).InstanceId;
        var task = await house.Read(db => db.Set<WorkflowBookmark>().Select(wait => wait.EntryKey).SingleAsync());

        var giving = Task.CompletedTask;
        await house.In<Bursts, bool>(bursts => bursts.In(id, async burst =>
        {
            giving = Task.Run(house.Settle);
            while (!giving.IsCompleted && !await SomebodyWaits(house))
                await Task.Yield();
            await burst.Resume(new Awaited(Awaited.RunTask, task));
            return true;
        }, CancellationToken.None), Caller.System(TestHouse.Tenant));
        await giving;

        (await house.Read(db => db.Set<WorkflowInstance>().SingleAsync())).Status.ShouldBe("Finished");
        (await house.Read(db => db.Set<UserTask>().ToListAsync())).ShouldAllBe(one => !one.IsOpen);
    }

    static Task<bool> SomebodyWaits(TestHouse house) => house.Read(db =>
        db.Database.SqlQueryRaw<bool>("select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as \"Value\"").SingleAsync());
}
