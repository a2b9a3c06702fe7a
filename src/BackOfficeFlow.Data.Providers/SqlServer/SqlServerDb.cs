using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Data.Providers;

/// <summary>The context on SQL Server.</summary>
public sealed class SqlServerDb(DbContextOptions<SqlServerDb> options, RecordAssemblies rooms) : BackOfficeDb(options, rooms)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HavePrecision(6);
    }
}
