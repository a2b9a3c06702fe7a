using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Data;

/// <summary>Looks for what the database said inside an exception.</summary>
public static class Failures
{
    /// <summary>The database's own exception, wherever it is wrapped; null when there is none.</summary>
    public static T? Find<T>(Exception? problem) where T : DbException
    {
        for (; problem is not null; problem = problem.InnerException)
            if (problem is T found)
                return found;
        return null;
    }

    /// <summary>A row was changed by somebody else between reading and saving.</summary>
    public static bool IsStale(Exception? problem)
    {
        for (; problem is not null; problem = problem.InnerException)
            if (problem is DbUpdateConcurrencyException)
                return true;
        return false;
    }
}
