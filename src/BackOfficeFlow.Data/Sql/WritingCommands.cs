using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackOfficeFlow.Data;

/// <summary>Statements that change rows without the change tracker (ExecuteUpdate, ExecuteDelete, raw SQL) open the scope's transaction like a save does.</summary>
public sealed class WritingCommands : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is BackOfficeDb { BeforeSaving: { } before } db && eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw)
        {
            await before(cancellationToken);
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        }

        return result;
    }
}
