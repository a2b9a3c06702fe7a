using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BackOfficeFlow.Studio;

/// <summary>Sends a file of Studio as small as the browser takes it. Its address holds Studio's version, so it may be kept for ever.</summary>
static class SendStudioFile
{
    const string ForEver = "public, max-age=31536000, immutable";

    public static IResult Handle(string file, StudioFiles files, HttpContext context)
    {
        if (files.Find(file) is not { } found)
            return Results.NotFound();

        var encoding = Encoding(context.Request.GetTypedHeaders().AcceptEncoding, found);
        var headers = context.Response.Headers;
        headers.CacheControl = ForEver;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        return Results.File(
            found.Path + encoding switch { Brotli => ".br", Gzip => ".gz", _ => "" },
            found.ContentType,
            entityTag: new EntityTagHeaderValue($"\"{StudioRoom.Version}{(encoding is null ? "" : "-" + encoding)}\""));
    }

    const string Brotli = "br";
    const string Gzip = "gzip";

    /// <summary>The smallest form that is there and that the browser takes; null: as it is.</summary>
    internal static string? Encoding(IList<StringWithQualityHeaderValue> accepted, StudioFile file) =>
        file.HasBrotli && Takes(accepted, Brotli) ? Brotli
        : file.HasGzip && Takes(accepted, Gzip) ? Gzip
        : null;

    static bool Takes(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is null or > 0);
}
