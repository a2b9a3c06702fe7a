using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Data.Providers;

static class PendingMigrations
{
    /// <summary>Applies what is missing. A start that finds nothing missing takes no lock and writes nothing.</summary>
    public static async Task ApplyPending<TDb>(this IDbContextFactory<TDb> contexts, CancellationToken cancel)
        where TDb : DbContext
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
            await db.Database.MigrateAsync(cancel);
    }
}
