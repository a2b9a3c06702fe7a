using BackOfficeFlow.Studio;

namespace BackOfficeFlow.Web;

/// <summary>
/// Headers that tell the browser what our pages may do. Ours load nothing from elsewhere and run no inline script; Hangfire's dashboard, Scalar and
/// Elsa Studio are other people's pages with inline parts, so theirs are wider, but still closed to other hosts.
/// </summary>
static class SecureHeaders
{
    // MudBlazor writes style attributes and its theme's style element; styles cannot run anything.
    const string Ours =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "frame-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'; manifest-src 'self'";

    const string Hangfire =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    const string Scalar =
        "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
        "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    // It stands in a frame of ours. Its one inline script, the keys of its editor, is known by its hash; its editors of code start workers.
    const string Studio =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc='; style-src 'self' 'unsafe-inline'; " +
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'self'; frame-ancestors 'self'";

    public static void UseSecureHeaders(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            // A download or a mail says a narrower one itself.
            if (string.IsNullOrEmpty(headers.ContentSecurityPolicy))
                headers.ContentSecurityPolicy = PolicyFor(context.Request.Path);
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers.XFrameOptions = IsStudio(context.Request.Path) ? "SAMEORIGIN" : "DENY";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true && string.IsNullOrEmpty(headers.CacheControl))
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        await next();
    });

    internal static string PolicyFor(PathString path) =>
        path.StartsWithSegments("/hangfire") ? Hangfire
        : path.StartsWithSegments("/scalar") ? Scalar
        : IsStudio(path) ? Studio
        : Ours;

    static bool IsStudio(PathString path) => path.StartsWithSegments(StudioRoom.StudioPath);
}
