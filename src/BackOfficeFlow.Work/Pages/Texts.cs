using System.Globalization;
using System.Resources;

namespace BackOfficeFlow.Work.Pages;

/// <summary>The words that all pages share.</summary>
public static class Texts
{
    static readonly ResourceManager Words = new("BackOfficeFlow.Work.Pages.Texts", typeof(Texts).Assembly);

    public static string Of(string key, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Words.GetString(key, CultureInfo.CurrentUICulture) ?? key, arguments);
}
