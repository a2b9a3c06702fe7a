namespace BackOfficeFlow.Web;

/// <summary>Where to go after signing in or choosing a language: only within this product, never to another site.</summary>
static class BackLink
{
    public static string Safe(string? back) => IsLocal(back) ? back! : "/";

    // "//host" and "/\host" lead elsewhere although they begin with a slash.
    static bool IsLocal(string? back) =>
        back is ['/', ..] && (back.Length == 1 || back[1] is not ('/' or '\\')) && !back.Any(char.IsControl);
}
