using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Data.Providers;

/// <summary>The context on SQLite: the default, a file beside the product.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options, RecordAssemblies rooms) : BackOfficeDb(options, rooms)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }
}
