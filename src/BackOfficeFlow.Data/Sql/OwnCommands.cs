using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackOfficeFlow.Data;

/// <summary>Statements of our own on the context's connection.</summary>
public static class OwnCommands
{
    /// <summary>A statement that is sent next, in the context's transaction if it has one.</summary>
    public static DbCommand NewCommand(this BackOfficeDb db, string sql)
    {
        db.BetweenStatements?.Invoke(sql);
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }
}
