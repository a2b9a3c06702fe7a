using System.Globalization;
using System.Resources;

namespace BackOfficeFlow.Ui;

/// <summary>The kit's own texts, in the language of whoever looks.</summary>
public static class Texts
{
    static readonly ResourceManager Resources = new("BackOfficeFlow.Ui.Texts", typeof(Texts).Assembly);

    public static string Of(string key, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Resources.GetString(key, CultureInfo.CurrentUICulture) ?? key, arguments);
}
