using System.Globalization;
using System.Resources;

namespace BackOfficeFlow.Studio;

/// <summary>This room's words for people (Texts.resx, Texts.es.resx).</summary>
public sealed class Texts
{
    static readonly ResourceManager Words = new(typeof(Texts));

    Texts()
    {
    }

    public static string Say(string key, params object?[] arguments) => string.Format(
        CultureInfo.CurrentCulture,
        Words.GetString(key, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"There is no text '{key}'."),
        arguments);
}
