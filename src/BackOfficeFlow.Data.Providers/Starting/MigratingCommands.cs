using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackOfficeFlow.Data.Providers;

/// <summary>Lets a process be stopped in the middle of a migration, to see that the next one mends it.</summary>
sealed class MigratingCommands(CrashPoints crashPoints) : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.CommandSource == CommandSource.Migrations && command.CommandText.Contains("workflow_instance", StringComparison.Ordinal))
            crashPoints.Reached(CrashPoints.Migrating);
        return ValueTask.FromResult(result);
    }
}
