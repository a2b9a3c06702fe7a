using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace BackOfficeFlow.Studio;

/// <summary>JSON as the designer reads it: names in camelCase, words for enums, nothing for null.</summary>
static class StudioJson
{
    /// <summary>As deep as definitions may be, and what stands around them.</summary>
    public const int MaxDepth = 1_200;

    const string Type = "application/json; charset=utf-8";

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        MaxDepth = MaxDepth
    };

    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    public static IResult Answer<T>(T body, int status = StatusCodes.Status200OK) => Results.Json(body, Options, statusCode: status);

    /// <summary>What is written by hand.</summary>
    public static IResult Answer(Action<Utf8JsonWriter> write) => Results.Bytes(Bytes(write), Type);

    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Writing))
            write(json);
        return bytes.ToArray();
    }

    /// <summary>Something that seldom changes: whoever has it already is told so, and nothing more.</summary>
    public static IResult Kept(HttpContext context, byte[] json)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..32]}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        return context.Request.Headers.IfNoneMatch.Contains(tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(json, Type);
    }
}
