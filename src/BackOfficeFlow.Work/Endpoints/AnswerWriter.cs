using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BackOfficeFlow.Work.Endpoints;

/// <summary>Writes what a workflow answers, once that is committed.</summary>
static class AnswerWriter
{
    // How an answer is framed and what browsers may do with it is ours to say; and a workflow signs nobody in.
    static readonly HashSet<string> Ours = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Transfer-Encoding", "Upgrade", "Trailer", "Keep-Alive", "Set-Cookie", "Content-Security-Policy", "Strict-Transport-Security",
        "X-Frame-Options", "X-Content-Type-Options", "Clear-Site-Data", "Server", "Date", "Content-Type", "Refresh", "Service-Worker-Allowed"
    };

    /// <summary>A page of a workflow shows what it says and runs nothing, not even in our name.</summary>
    const string Policy = "sandbox allow-forms; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'";

    public static async Task Write(HttpContext context, EndpointAnswer answer)
    {
        if (answer.Status is < 200 or > 599)
        {
            await EndpointRefusal.Write(context, 500, "bad-status", Texts.Of("BadStatus", answer.Status));
            return;
        }
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, values) in answer.Headers)
            if (!Ours.Contains(name) && IsToken(name) && values.All(value => !value.Any(letter => char.IsControl(letter) || letter > 0x7E)))
                response.Headers[name] = values.ToArray();
        response.Headers.ContentSecurityPolicy = Policy;
        if (answer.ETag is { } tag && EntityTagHeaderValue.TryParse(tag.StartsWith('"') || tag.StartsWith("W/", StringComparison.Ordinal) ? tag : $"\"{tag}\"", out var parsed))
            response.Headers.ETag = parsed.ToString();
        if (answer.FileName is { } file)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(file);
            response.Headers.ContentDisposition = disposition.ToString();
        }
        if (answer.Body is not { } body || answer.Status is 204 or 205 or 304)
            return;
        response.ContentType = TypeOf(answer.ContentType);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted);
    }

    static string TypeOf(string? written) => !MediaTypeHeaderValue.TryParse(written, out var type) ? "application/octet-stream"
        : type.Charset.HasValue || !(type.Type.Equals("text", StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)) ? type.ToString()
        : $"{type}; charset=utf-8";

    static bool IsToken(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
