using System.Globalization;
using System.Resources;

namespace BackOfficeFlow.Work.Messages;

/// <summary>The texts of this area (Texts.resx, Texts.es.resx).</summary>
public sealed class Texts
{
    internal static readonly ResourceManager Words = new(typeof(Texts));

    Texts()
    {
    }

    /// <summary>A text in the language of whoever asks. A missing one is a mistake of ours, so it is not hidden behind its key.</summary>
    public static string Of(string key, params object?[] arguments) => string.Format(
        CultureInfo.CurrentCulture,
        Words.GetString(key, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"There is no text '{key}'."),
        arguments);
}
