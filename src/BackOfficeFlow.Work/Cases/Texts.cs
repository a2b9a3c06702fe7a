using System.Globalization;
using System.Resources;

namespace BackOfficeFlow.Work.Cases;

/// <summary>The words of this area, in the reader's language.</summary>
public sealed class Texts
{
    static readonly ResourceManager Words = new(typeof(Texts));

    /// <summary>The text of a key; null when there is none.</summary>
    public static string? Find(string key) => Words.GetString(key, CultureInfo.CurrentUICulture);

    public static string Of(string key, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Find(key) ?? throw new ArgumentException($"No text '{key}' in {typeof(Texts).FullName}."), arguments);
}
