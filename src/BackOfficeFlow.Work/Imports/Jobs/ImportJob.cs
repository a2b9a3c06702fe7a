using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Imports;

/// <summary>
/// One file on its way in. It knows the byte where it goes on, and that is committed together with the rows: whenever the process dies,
/// the next one goes on behind the last committed row.
/// </summary>
public sealed class ImportJob : ITenantRow, IRevisioned
{
    public Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public int Revision { get; set; }
    public required string Kind { get; init; }
    public Guid FileId { get; init; }
    public Guid ContentId { get; init; }
    public required string FileName { get; init; }
    public long Size { get; init; }
    public ImportState State { get; private set; }
    public char Delimiter { get; private set; }
    public CsvEncoding Encoding { get; private set; }
    public bool HasHeader { get; private set; }
    public NumberStyle Numbers { get; private set; }
    public string Mapping { get; private set; } = "{}";
    public int Columns { get; private set; }

    /// <summary>The byte where the next record begins.</summary>
    public long Offset { get; private set; }

    /// <summary>The number of the last record that was taken; the heading is record 1.</summary>
    public int LastRow { get; private set; }

    public int Created { get; private set; }
    public int Changed { get; private set; }
    public int Unchanged { get; private set; }
    public int Refused { get; private set; }
    public bool CancelAsked { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it could not go on: a key of this area's texts.</summary>
    public string? Failure { get; private set; }

    public CsvFormat Format => new(Delimiter, Encoding, HasHeader, Numbers);
    public int Taken => Created + Changed + Unchanged + Refused;
    public bool IsOver => State is ImportState.Finished or ImportState.Cancelled or ImportState.Failed;

    public void Describe(CsvFormat format) =>
        (Delimiter, Encoding, HasHeader, Numbers) = (format.Delimiter, format.Encoding, format.HasHeader, format.Numbers);

    /// <summary>The first row with data begins at <paramref name="offset"/>.</summary>
    public void Start(CsvFormat format, ColumnMapping mapping, int columns, long offset, DateTimeOffset now)
    {
        Describe(format);
        Mapping = mapping.ToJson();
        Columns = columns;
        Offset = offset;
        LastRow = format.HasHeader ? 1 : 0;
        StartedAt = now;
        State = ImportState.Running;
    }

    public void Took(IReadOnlyCollection<RowResult> results, int lastRow, long offset)
    {
        Created += results.Count(row => row.Outcome is RowOutcome.Created);
        Changed += results.Count(row => row.Outcome is RowOutcome.Changed);
        Unchanged += results.Count(row => row.Outcome is RowOutcome.Unchanged);
        Refused += results.Count(row => row.Outcome is RowOutcome.Refused);
        LastRow = lastRow;
        Offset = offset;
    }

    public void Finish(DateTimeOffset now) => End(ImportState.Finished, now);

    /// <summary>A running import stops behind its current batch; one that has not begun is over at once. What was taken stays.</summary>
    public void AskToCancel(DateTimeOffset now)
    {
        CancelAsked = true;
        if (State is ImportState.Waiting)
            End(ImportState.Cancelled, now);
    }

    public void Cancel(DateTimeOffset now) => End(ImportState.Cancelled, now);

    public void Fail(string why, DateTimeOffset now)
    {
        Failure = why;
        End(ImportState.Failed, now);
    }

    void End(ImportState state, DateTimeOffset now)
    {
        State = state;
        EndedAt = now;
    }

    sealed class RowMapping : IEntityTypeConfiguration<ImportJob>
    {
        public void Configure(EntityTypeBuilder<ImportJob> job)
        {
            job.ToTable("ImportJob");
            job.HasKey(row => row.Id);
            job.Property(row => row.Kind).HasMaxLength(60).IsUnicode(false);
            job.Property(row => row.Delimiter).HasConversion<string>().HasMaxLength(1);
            job.Property(row => row.Mapping).IsRequiredLongText();
            job.Property(row => row.Offset).HasColumnName("ByteOffset");
            job.Property(row => row.Failure).HasMaxLength(60).IsUnicode(false);
            job.Ignore(row => row.Format).Ignore(row => row.Taken).Ignore(row => row.IsOver);
            job.HasIndex(row => new { row.TenantId, row.CreatedAt });
        }
    }
}

public enum ImportState
{
    /// <summary>Uploaded; a person says what the columns mean.</summary>
    Waiting,
    Running,
    Finished,
    Cancelled,
    Failed
}
