using System.Text.Json;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Imports;

/// <summary>Under which headings a company's files bring the fields of a kind of row, as it last said.</summary>
public sealed class RememberedMapping : ITenantRow
{
    public string TenantId { get; set; } = "";
    public required string Kind { get; init; }
    public string HeadingOfField { get; private set; } = "{}";

    public IReadOnlyDictionary<string, string> Read() => JsonSerializer.Deserialize<Dictionary<string, string>>(HeadingOfField) ?? [];

    public void Remember(IReadOnlyDictionary<string, string> headingOfField) => HeadingOfField = JsonSerializer.Serialize(headingOfField);

    sealed class Mapping : IEntityTypeConfiguration<RememberedMapping>
    {
        public void Configure(EntityTypeBuilder<RememberedMapping> mapping)
        {
            mapping.ToTable("ImportMapping");
            mapping.HasKey(row => new { row.TenantId, row.Kind });
            mapping.Property(row => row.Kind).HasMaxLength(60).IsUnicode(false);
            mapping.Property(row => row.HeadingOfField).IsRequiredLongText();
        }
    }
}
