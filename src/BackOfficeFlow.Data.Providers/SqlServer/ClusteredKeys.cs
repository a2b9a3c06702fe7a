using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BackOfficeFlow.Data.Providers;

/// <summary>
/// SQL Server orders Guids by their last bytes, so that even version 7 ids scatter over the table. Rows lie in the order of (tenant, sequence)
/// instead; where the key is a Guid the sequence is a column that only this database knows.
/// </summary>
static class ClusteredKeys
{
    const string Sequence = "Sequence";

    public static void Apply(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes().Where(IsApart))
        {
            var entity = model.Entity(type.ClrType);
            if (type.FindProperty(Sequence) is null)
                entity.Property<long>(Sequence).ValueGeneratedOnAdd().UseIdentityColumn().HasColumnName("sequence");

            type.FindPrimaryKey()!.SetIsClustered(false);
            entity.HasIndex(nameof(ITenantRow.TenantId), Sequence).IsUnique().IsClustered().HasDatabaseName($"cx_{type.GetTableName()}");
        }
    }

    static bool IsApart(IMutableEntityType type) =>
        !type.IsOwned()
        && typeof(ITenantRow).IsAssignableFrom(type.ClrType)
        && type.BaseType is null
        && type.FindPrimaryKey() is { Properties: [var key] }
        && (key.ClrType == typeof(Guid) || key is { Name: Sequence });
}
