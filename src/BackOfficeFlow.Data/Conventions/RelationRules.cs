using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Data;

/// <summary>Nothing is deleted because something else was: SQL Server refuses several cascade paths, and history must not vanish silently.</summary>
static class RelationRules
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var foreign in model.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys()).Where(key => !key.IsOwnership))
            foreign.DeleteBehavior = DeleteBehavior.Restrict;
    }
}
