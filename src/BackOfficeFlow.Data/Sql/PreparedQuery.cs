using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BackOfficeFlow.Data;

/// <summary>
/// A query that is translated once for each database and then only run: for what every call asks. EF would look at the expression at each execution, and
/// refuses one that was compiled for another model.
/// </summary>
/// <param name="compile">One of EF.CompileAsyncQuery.</param>
public sealed class PreparedQuery<TQuery>(Func<TQuery> compile) where TQuery : Delegate
{
    readonly ConditionalWeakTable<IModel, TQuery> known = [];

    public TQuery On(BackOfficeDb db) => known.GetValue(db.Model, _ => compile());
}
