using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BackOfficeFlow.Data;

/// <summary>A row that two may change at once: the second to save is told (a DbUpdateConcurrencyException).</summary>
public interface IRevisioned
{
    int Revision { get; set; }
}

static class RevisionRules
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes().Where(type => typeof(IRevisioned).IsAssignableFrom(type.ClrType)))
            model.Entity(type.ClrType).Property(nameof(IRevisioned.Revision)).IsConcurrencyToken();
    }

    public static void Stamp(EntityEntry entry)
    {
        if (entry is { Entity: IRevisioned row, State: EntityState.Added or EntityState.Modified })
            row.Revision++;
    }
}
