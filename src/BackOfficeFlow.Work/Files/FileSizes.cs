using System.Globalization;

namespace BackOfficeFlow.Work.Files;

/// <summary>Sizes as people read them.</summary>
public static class FileSizes
{
    public static string Say(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1048576.0:0.#} MB")
    };
}
