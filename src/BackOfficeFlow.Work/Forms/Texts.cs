using System.Globalization;
using System.Resources;

namespace BackOfficeFlow.Work.Forms;

/// <summary>The texts of this area: Texts.resx and its translations.</summary>
public sealed class Texts
{
    Texts() { }

    public static ResourceManager All { get; } = new(typeof(Texts));

    public static string Say(string key, params object?[] arguments) => Configured.Sentences.Say(All, key, CultureInfo.CurrentUICulture, arguments);
}
