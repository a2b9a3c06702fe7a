using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BackOfficeFlow.Data;

/// <summary>A row that belongs to one tenant.</summary>
public interface ITenantRow
{
    string TenantId { get; set; }
}

/// <summary>Keeps tenants apart: every record is a tenant's, but for the few that say why they are not.</summary>
public static class TenantRules
{
    /// <summary>The name of the query filter, for the few questions that must look across tenants.</summary>
    public const string Filter = "tenant";

    /// <summary>A tenant's id is a short lower-case word: it stands in keys, logs and addresses.</summary>
    public const int IdLength = 40;

    internal static void Apply(ModelBuilder model, BackOfficeDb db)
    {
        foreach (var type in model.Model.GetEntityTypes().Where(type => !type.IsOwned() && typeof(ITenantRow).IsAssignableFrom(type.ClrType)))
        {
            var row = Expression.Parameter(type.ClrType, "row");
            var tenant = Expression.Property(row, nameof(ITenantRow.TenantId));
            var current = Expression.Property(Expression.Constant(db), nameof(BackOfficeDb.TenantId));
            var entity = model.Entity(type.ClrType);
            entity.HasQueryFilter(Filter, Expression.Lambda(Expression.Equal(tenant, current), row));
            entity.Property(nameof(ITenantRow.TenantId)).HasMaxLength(IdLength).IsUnicode(false);
        }
    }

    internal static void Stamp(EntityEntry entry, string? tenantId)
    {
        if (entry.Entity is not ITenantRow row || entry.State is EntityState.Unchanged or EntityState.Detached)
            return;

        if (entry.State is EntityState.Added && string.IsNullOrEmpty(row.TenantId))
            row.TenantId = tenantId ?? throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} has no tenant, and no tenant is active.");

        if (row.TenantId != tenantId)
            throw new InvalidOperationException(
                $"A {entry.Metadata.ClrType.Name} of tenant '{row.TenantId}' cannot be saved while tenant '{tenantId}' is active.");
    }
}
