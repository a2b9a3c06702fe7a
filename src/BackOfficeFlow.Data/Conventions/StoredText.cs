using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Data;

/// <summary>Lengths of stored texts. A text that says nothing has the usual length, so that every database can index it.</summary>
public static class StoredText
{
    public const int UsualLength = 200;

    /// <summary>A text without a limit of the database's own (its edge checks its size); it cannot be indexed.</summary>
    public static PropertyBuilder<string?> IsLongText(this PropertyBuilder<string?> property) => property.HasMaxLength(-1);

    /// <summary>The same for a text that must be there.</summary>
    public static PropertyBuilder<string> IsRequiredLongText(this PropertyBuilder<string> property) => property.HasMaxLength(-1);
}
