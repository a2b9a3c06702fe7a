using System.Text;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Data;

/// <summary>Tables and columns are in snake_case, so that the same hand-written SQL reads alike on every database, without quotes.</summary>
static class NamingRules
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table)
                entity.SetTableName(Snake(table));

            foreach (var property in entity.GetProperties())
                property.SetColumnName(Snake(property.GetColumnName()));

            foreach (var key in entity.GetKeys())
                key.SetName(Snake(key.GetName()!));

            foreach (var foreign in entity.GetForeignKeys())
                foreign.SetConstraintName(Snake(foreign.GetConstraintName()!));

            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName(Snake(index.GetDatabaseName()!));
        }
    }

    internal static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var startsWord = char.IsUpper(c) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
