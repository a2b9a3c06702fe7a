namespace BackOfficeFlow.Work.Files;

/// <summary>Configuration section "Files".</summary>
public sealed class FileSettings
{
    public const string Section = "Files";

    /// <summary>The largest attachment or photo, in bytes.</summary>
    public int MaxBytes { get; set; } = 25 * 1024 * 1024;
}
