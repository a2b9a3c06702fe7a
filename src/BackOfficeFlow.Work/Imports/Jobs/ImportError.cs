using System.Text.Json;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Imports;

/// <summary>A row that was refused, as it stood in the file, and why.</summary>
public sealed class ImportError : ITenantRow
{
    public long Sequence { get; init; }
    public string TenantId { get; set; } = "";
    public Guid JobId { get; init; }
    public int RowNumber { get; init; }
    public required string Code { get; init; }
    public required string Field { get; init; }
    public required string Arguments { get; init; }
    public required string Cells { get; init; }

    public static ImportError Of(Guid jobId, int number, RowProblem problem, CsvRecord record) => new()
    {
        JobId = jobId,
        RowNumber = number,
        Code = problem.Code,
        Field = problem.Field,
        Arguments = JsonSerializer.Serialize(problem.Arguments),
        Cells = JsonSerializer.Serialize(record.Cells)
    };

    public RowProblem ToProblem() => new(Code, Field, [.. JsonSerializer.Deserialize<string[]>(Arguments) ?? []]);

    public IReadOnlyList<string> ToCells() => JsonSerializer.Deserialize<string[]>(Cells) ?? [];

    sealed class Mapping : IEntityTypeConfiguration<ImportError>
    {
        public void Configure(EntityTypeBuilder<ImportError> error)
        {
            error.ToTable("ImportError");
            error.HasKey(row => row.Sequence);
            error.Property(row => row.Code).HasMaxLength(60).IsUnicode(false);
            error.Property(row => row.Field).HasMaxLength(60);
            error.Property(row => row.Arguments).IsRequiredLongText();
            error.Property(row => row.Cells).IsRequiredLongText();
            error.HasOne<ImportJob>().WithMany().HasForeignKey(row => row.JobId);
            error.HasIndex(row => new { row.JobId, row.Sequence });
        }
    }
}
