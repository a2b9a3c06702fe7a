using System.Text.Json;
using BackOfficeFlow.Work.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BackOfficeFlow.Studio;

/// <summary>Reads what the designer sends: a JSON object, or nothing.</summary>
static class StudioBody
{
    const int MaxMegabytes = 12;

    static readonly JsonDocumentOptions Reading = new() { MaxDepth = StudioJson.MaxDepth };

    /// <exception cref="CallRefusal">It is too large, or no JSON object.</exception>
    public static async Task<JsonElement> Json(HttpContext context)
    {
        var bytes = await Bytes(context);
        return bytes.Length == 0 ? default : Parse(bytes);
    }

    /// <exception cref="CallRefusal">It is too large.</exception>
    public static async Task<byte[]> Bytes(HttpContext context)
    {
        // The server's own limit is only there in case that ours, which says more, is not reached.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = 2L * MaxMegabytes << 20;
        return await RequestBody.Read(context.Request, (long)MaxMegabytes << 20, context.RequestAborted)
            ?? throw new CallRefusal(StatusCodes.Status413PayloadTooLarge, "too-large", Texts.Say("BodyTooLarge", MaxMegabytes));
    }

    /// <exception cref="CallRefusal">It is no JSON object.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, Reading);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw CallRefusal.Of("not-an-object", "BodyNoObject");
        }
        catch (JsonException broken)
        {
            throw CallRefusal.Of("bad-json", "BodyNoJson", (broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1);
        }
    }

    /// <summary>A list of texts; empty when it is not there.</summary>
    /// <exception cref="CallRefusal">It is there, and no list of texts.</exception>
    public static IReadOnlyList<string> ListOf(this JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
            return [];
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw CallRefusal.Of("bad-member", "MemberNoList", name);
        return [.. list.EnumerateArray().Select(item => item.GetString()!)];
    }
}
