using System.Globalization;
using System.Resources;

namespace BackOfficeFlow.Web;

/// <summary>The words of the shell, in the reader's language.</summary>
public static class Texts
{
    static readonly ResourceManager Words = new("BackOfficeFlow.Web.Texts", typeof(Texts).Assembly);

    public static string Of(string key, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Words.GetString(key, CultureInfo.CurrentUICulture) ?? key, arguments);
}
