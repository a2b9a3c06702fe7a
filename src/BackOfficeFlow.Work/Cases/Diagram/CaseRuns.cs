using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Cases;

/// <summary>Reads a case for its diagram.</summary>
public sealed class CaseRuns(BackOfficeDb db, CurrentCaller current, CompiledWorkflows workflows)
{
    /// <exception cref="RuleBrokenException">The company has no such case, or it cannot be read.</exception>
    public async Task<CaseRun> Find(Guid instanceId, CancellationToken cancel)
    {
        var row = await db.Set<WorkflowInstance>().AsNoTracking().SingleOrDefaultAsync(instance => instance.Id == instanceId, cancel) ?? throw CaseRules.Unknown();
        var instance = CaseRules.Open(row);
        var workflow = await workflows.Find(row.ConfigurationItemId, instance.Pins, cancel);
        var journal = await db.Set<JournalEntry>().AsNoTracking()
            .Where(entry => entry.InstanceId == row.Id)
            .OrderBy(entry => entry.Sequence)
            .Select(entry => entry.Events)
            .ToListAsync(cancel);
        return new CaseRun(row, instance, workflow, [.. journal.SelectMany(JournalText.Read).OrderBy(happening => happening.Sequence)])
        {
            ShowsValues = CaseData.IsReadBy(current.Caller) && !CaseData.IsChosen(workflow)
        };
    }
}
