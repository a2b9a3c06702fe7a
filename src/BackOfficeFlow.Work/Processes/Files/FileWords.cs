using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Processes;

/// <summary>How pages speak of a file that differs from what was edited here.</summary>
static class FileWords
{
    /// <summary>Where both are shown. A key may have parts, which stay parts of the address.</summary>
    public static string Address(FileConflict file) => $"processes/files/{Uri.EscapeDataString(file.Kind)}/{string.Join('/', file.Key.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>Which version stands here.</summary>
    public static string VersionOf(FileConflict file) => file.IsDraft ? Texts.Of("FileDraft", file.Version) : Texts.Of("VersionNumber", file.Version);

    /// <summary>That files differ, and how many.</summary>
    public static string Differing(int files) => files switch
    {
        0 => Texts.Of("Files"),
        1 => Texts.Of("FileDiffers"),
        _ => Texts.Of("FilesDiffer", files)
    };
}
