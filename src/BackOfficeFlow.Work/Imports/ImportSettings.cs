namespace BackOfficeFlow.Work.Imports;

/// <summary>Configuration section "Imports".</summary>
public sealed class ImportSettings
{
    public const string Section = "Imports";

    /// <summary>The largest file, in bytes.</summary>
    public long MaxBytes { get; set; } = 200L * 1024 * 1024;

    /// <summary>Rows that are committed together with the progress. More is faster; fewer lets others write in between.</summary>
    public int RowsPerBatch { get; set; } = 500;
}
