using System.Globalization;
using System.Resources;

namespace BackOfficeFlow.Work.Endpoints;

/// <summary>The words of this area, in the reader's language.</summary>
public static class Texts
{
    static readonly ResourceManager Words = new("BackOfficeFlow.Work.Endpoints.Texts", typeof(Texts).Assembly);

    public static string Of(string key, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Words.GetString(key, CultureInfo.CurrentUICulture) ?? key, arguments);
}
