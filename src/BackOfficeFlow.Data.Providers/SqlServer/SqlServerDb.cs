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

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<ChangeNotice>().ToTable("change_notice").HasKey(notice => notice.Sequence);
        modelBuilder.Entity<ChangeNotice>(notice =>
        {
            notice.Property(row => row.Sequence).HasColumnName("sequence");
            notice.Property(row => row.Node).HasColumnName("node").HasMaxLength(40);
            notice.Property(row => row.TenantId).HasColumnName("tenant_id").HasMaxLength(TenantRules.IdLength).IsUnicode(false);
            notice.Property(row => row.Subject).HasColumnName("subject").HasMaxLength(60);
            notice.Property(row => row.SubjectId).HasColumnName("subject_id");
            notice.Property(row => row.At).HasColumnName("at");
        });
        ClusteredKeys.Apply(modelBuilder);
    }
}
