using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace BackOfficeFlow.Studio;

/// <summary>Reads the query of a call: names in any case, lists as repeated names, nothing as empty.</summary>
static class StudioQuery
{
    public static string? Text(this HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    public static IReadOnlyList<string> All(this HttpRequest request, string name) => [.. request.Query[name].OfType<string>().Where(text => text.Length > 0)];

    public static int? Number(this HttpRequest request, string name) => request.Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw CallRefusal.Of("bad-query", "QueryNoNumber", name, text);

    public static bool? Flag(this HttpRequest request, string name) => request.Text(name) is not { } text ? null
        : bool.TryParse(text, out var flag) ? flag
        : throw CallRefusal.Of("bad-query", "QueryNoFlag", name, text);
}
