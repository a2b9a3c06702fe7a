using System.Data.Common;
using BackOfficeFlow.Runtime;
using Hangfire;
using Hangfire.Server;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Data.Providers;

/// <summary>
/// Sees to it that the job runner has its tables and knows what recurs: at the start, and again when somebody has dropped or wiped them. Not in
/// the way of the start: while the tables are locked the node works without them.
/// </summary>
sealed class JobTables(JobStorage storage, DatabaseSettings settings, JobPlan plan, ILogger<JobTables> log) : INodeProcess
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            Mend();
        }
        catch (Exception problem) when (!context.IsStopping)
        {
            log.LogWarning(problem, "The tables of the job runner cannot be used; jobs wait, all else goes on");
        }

        context.Wait(Pause);
    }

    void Mend()
    {
        if (IsPlanned() is { } isPlanned)
        {
            if (!isPlanned)
                plan.Write();
            return;
        }

        log.LogWarning("The tables of the job runner are gone and are made again");
        Node.NewStorage(settings);
        plan.Write();
    }

    /// <summary>Null: there are no tables to look into.</summary>
    bool? IsPlanned()
    {
        try
        {
            using var connection = storage.GetConnection();
            return connection.GetAllItemsFromSet("recurring-jobs").Contains(JobPlan.Nightly);
        }
        catch (DbException problem) when (problem.SqlState is "42P01" or "3F000" || problem is Microsoft.Data.SqlClient.SqlException { Number: 208 })
        {
            return null;
        }
    }
}
