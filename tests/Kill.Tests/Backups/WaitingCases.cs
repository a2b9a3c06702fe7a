using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Kill.Tests;

/// <summary>Cases that wait ten minutes and end. A case and its timer are written together: a copy in which one is without the other is not whole.</summary>
static class WaitingCases
{
    const string Process = "wait-a-while";

    public static Task Publish(TestHouse house) => house.Publish("definition", "backups", Process, Encoding.UTF8.GetBytes(
        $$"""
        {
          "id": "{{Process}}-1", "definitionId": "{{Process}}", "name": "Wait", "version": 1, "isLatest": true, "isPublished": true,
          "root": { "id": "wait", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:10:00" } } }
        }
        """));

    public static async Task Open(TestHouse house, int count)
    {
        for (var opened = 0; opened < count; opened++)
            await house.SendOnly(new StartWorkflow(new StartInstance(Process, new Dictionary<string, object?>())));
    }

    /// <summary>Opens one after the other while the backup is taken: it begins when some are there, and more follow until it is done.</summary>
    public static async Task<int> OpenDuring(TestHouse house, Func<Task> backup)
    {
        await Open(house, 5);
        var taking = Task.Run(backup);
        var opened = 5;
        while (!taking.IsCompleted)
        {
            await Open(house, 1);
            opened++;
        }

        await taking;
        return opened;
    }

    public static Task<int> Count(TestHouse house) => house.Read(db => db.Set<WorkflowInstance>().CountAsync());

    public static Task<int> CountOpen(TestHouse house) => house.Read(db => db.Set<WorkflowInstance>().CountAsync(instance => instance.FinishedAt == null));

    public static Task<int> CountTimers(TestHouse house) => house.Read(db => db.Set<ArmedTimer>().CountAsync(timer => timer.VisibleAt != null));
}
