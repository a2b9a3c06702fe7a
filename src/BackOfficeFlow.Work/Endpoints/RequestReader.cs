using System.Text;
using System.Text.Json;
using BackOfficeFlow.Engine;
using BackOfficeFlow.Engine.Activities;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BackOfficeFlow.Work.Endpoints;

/// <summary>Reads a request for a workflow: to a limit, by its type, without its secrets.</summary>
static class RequestReader
{
    static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key" };

    /// <summary>A body that is null is too long, which the workflow itself deals with.</summary>
    /// <exception cref="EndpointRefusal">It cannot be read, or breaks a rule that the workflow leaves to us.</exception>
    public static async Task<HttpArrival> Read(HttpRequest request, string path, EndpointRequest about, byte[]? body, CancellationToken cancel)
    {
        var arrival = new HttpArrival(about.Exchange, request.Method, path)
        {
            RouteData = about.RouteData,
            Query = Map(request.Query),
            Headers = Map(request.Headers.Where(header => !Secrets.Contains(header.Key))),
            ContentType = request.ContentType
        };
        if (body is null)
            return arrival with { Violation = HttpRules.RequestTooLarge };
        if (body.Length == 0)
            return arrival;
        return request.HasFormContentType ? await ReadForm(request, arrival, about.Rules, body, cancel) : arrival with { Content = Parse(body, request.ContentType) };
    }

    static object? Parse(byte[] body, string? contentType)
    {
        var type = MediaTypeHeaderValue.TryParse(contentType, out var written) ? written : null;
        var media = type?.MediaType.Value?.ToLowerInvariant() ?? "";
        if (!HttpBody.IsText(media))
            return body;
        using var reader = new StreamReader(new MemoryStream(body), type?.Encoding ?? Encoding.UTF8);
        var text = reader.ReadToEnd();
        if (!HttpBody.IsJson(media) || string.IsNullOrWhiteSpace(text))
            return text;
        try
        {
            return Values.ParseJson(text);
        }
        catch (JsonException broken)
        {
            throw EndpointRefusal.Of(400, "bad-json", "BadJson", (broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1);
        }
    }

    static async Task<HttpArrival> ReadForm(HttpRequest request, HttpArrival arrival, HttpRules rules, byte[] body, CancellationToken cancel)
    {
        IFormCollection form;
        try
        {
            request.Body = new MemoryStream(body);
            form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = body.Length + 1L, ValueLengthLimit = body.Length + 1 }, cancel);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            throw EndpointRefusal.Of(400, "bad-form", "BadForm");
        }
        foreach (var file in form.Files)
            if (rules.FindBroken(file.FileName, file.ContentType, file.Length) is { } violation)
                return rules.Outcomes.Contains(violation) ? arrival with { Violation = violation } : throw RefusalOf(violation, rules, file.FileName);
        var files = new List<object?>();
        foreach (var file in form.Files)
            files.Add(await ReadFile(file, cancel));
        return arrival with { Content = Map(form), Files = files };
    }

    static async Task<Dictionary<string, object?>> ReadFile(IFormFile file, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        // A name is only a name, whatever folders a browser put before it.
        var name = Path.GetFileName(file.FileName.Replace('\\', '/'));
        var value = new HttpFile(bytes.ToArray(), name) { ContentType = file.ContentType ?? HttpFile.Unknown }.ToValue();
        value["FileName"] = name;
        value["Name"] = file.Name;
        return value;
    }

    /// <summary>What whoever breaks a rule is told.</summary>
    public static EndpointRefusal RefusalOf(string violation, HttpRules rules, string? file = null) => violation switch
    {
        HttpRules.RequestTooLarge => EndpointRefusal.Of(413, "request-too-large", "RequestTooLarge", rules.RequestSizeLimit),
        HttpRules.FileTooLarge => EndpointRefusal.Of(413, "file-too-large", "FileTooLarge", file, rules.FileSizeLimit),
        HttpRules.InvalidExtension => EndpointRefusal.Of(415, "file-extension", "FileExtension", file, string.Join(", ", rules.AllowedExtensions), string.Join(", ", rules.BlockedExtensions)),
        _ => EndpointRefusal.Of(415, "file-type", "FileType", file, string.Join(", ", rules.AllowedTypes))
    };

    static Dictionary<string, object?> Map(IEnumerable<KeyValuePair<string, StringValues>> values) => values.ToDictionary(
        value => value.Key, value => value.Value is { Count: > 1 } several ? several.Cast<object?>().ToList() : (object?)value.Value.ToString(), StringComparer.Ordinal);
}

/// <summary>What is known of a request before it is read.</summary>
sealed record EndpointRequest(string Exchange, HttpRules Rules, IReadOnlyDictionary<string, object?> RouteData);
