using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Data;

/// <summary>
/// The one context of the product. It knows no record by name: each room maps its own records (an <c>IEntityTypeConfiguration</c> beside
/// the record) and says in which assembly they are; the database at hand derives from it.
/// </summary>
public abstract class BackOfficeDb(DbContextOptions options, RecordAssemblies rooms) : DbContext(options)
{
    /// <summary>The tenant whose rows this context sees. Null sees none: forgetting to say it must not show another's rows.</summary>
    public string? TenantId { get; set; }

    /// <summary>The tenant, where one is needed.</summary>
    /// <exception cref="InvalidOperationException">No tenant has been chosen for this scope.</exception>
    public string RequiredTenantId =>
        TenantId ?? throw new InvalidOperationException("No tenant is active in this scope. Open the scope with a tenant (Requests.Send does).");

    internal string RoomNames { get; } = rooms.Names;

    /// <summary>
    /// Called before anything is saved: whoever owns the scope opens its transaction here, so that a scope which only reads never has one.
    /// Null where nobody owns the scope; then a save is a transaction of its own.
    /// </summary>
    public Func<CancellationToken, Task>? BeforeSaving { get; set; }

    /// <summary>Called between two statements of ours, and around beginning and committing; null unless a process is to die there.</summary>
    public Action<string>? BetweenStatements { get; set; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>();
        configurationBuilder.Properties<string>().HaveMaxLength(StoredText.UsualLength);
        configurationBuilder.Properties<decimal>().HavePrecision(19, 4);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var assembly in rooms.All)
            modelBuilder.ApplyConfigurationsFromAssembly(assembly);

        TenantRules.Apply(modelBuilder, this);
        RevisionRules.Apply(modelBuilder);
        NamingRules.Apply(modelBuilder);
        RelationRules.Apply(modelBuilder);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        if (BeforeSaving is not null)
            throw new InvalidOperationException("Inside a request or a burst rows are saved with SaveChangesAsync.");

        Stamp();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Stamp();
        if (BeforeSaving is not null && ChangeTracker.HasChanges())
            await BeforeSaving(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    void Stamp()
    {
        ChangeTracker.DetectChanges();
        foreach (var entry in ChangeTracker.Entries())
        {
            TenantRules.Stamp(entry, TenantId);
            RevisionRules.Stamp(entry);
        }
    }
}
