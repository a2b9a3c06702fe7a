using System.IO.Compression;
using System.Text;

namespace BackOfficeFlow.Engine.Activities;

[Activity(TypeName, Category = "HTTP", DisplayName = "HTTP File Response", Description = "Answers the request that came last with a file; several go as one archive.")]
public sealed class WriteFileHttpResponse : Activity
{
    const string TypeName = "Elsa.WriteFileHttpResponse";

    [Input("The type of the file; found by its name when empty.")] public string? ContentType { get; set; }
    [Input("The name under which it is saved.")] public string? Filename { get; set; }
    [Input("The mark of this content for caches.")] public string? EntityTag { get; set; }
    [Input("Bytes, text, a file, or a list of these.")] public object? Content { get; set; }
    [Input("Kept for Elsa: files are sent whole here.", IsHidden = true)] public bool EnableResumableDownloads { get; set; }
    [Input("Kept for Elsa: files are sent whole here.", IsHidden = true)] public string? DownloadCorrelationId { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) =>
        HttpAnswer.TryGive(context, Answer(context.Now)) ? Done() : UnheardAnswer.Of(context, TypeName);

    public override Task<ActivityResult> Resume(ActivityContext context, object? news) =>
        HttpAnswer.TryGive(context, Answer(context.Now)) ? Done() : Fault("Cannot execute in a non-HTTP context", "no-http-context", "HTTP");

    Dictionary<string, object?> Answer(DateTimeOffset now)
    {
        var files = (Values.Normalize(Content) is List<object?> list ? list : [Values.Normalize(Content)]).Select(FileOf).OfType<HttpFile>().ToList();
        if (files.Count == 0)
            return new Dictionary<string, object?> { ["status"] = 204L };

        var file = files is [var only] ? only : Archive(files, now);
        var name = string.IsNullOrWhiteSpace(Filename) ? file.Filename : Filename;
        var type = !string.IsNullOrWhiteSpace(ContentType) ? ContentType : file.ContentType == HttpFile.Unknown ? TypeOf(name) : file.ContentType;
        var answer = new Dictionary<string, object?> { ["status"] = 200L, ["filename"] = name, ["etag"] = string.IsNullOrWhiteSpace(EntityTag) ? file.ETag : EntityTag };
        new HttpBody(null, file.Content, type).WriteTo(answer);
        return answer;
    }

    static HttpFile? FileOf(object? content) => content switch
    {
        null => null,
        byte[] bytes => new HttpFile(bytes, "file.bin"),
        Dictionary<string, object?> map when HttpFile.From(map) is { } file => file,
        Dictionary<string, object?> or List<object?> => new HttpFile(Encoding.UTF8.GetBytes(Values.ToJson(content)), "file.json"),
        _ => new HttpFile(Encoding.UTF8.GetBytes(Values.Text(content) ?? ""), "file.txt")
    };

    static HttpFile Archive(List<HttpFile> files, DateTimeOffset now)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < files.Count; i++)
            {
                // A name is only a name, whatever folders the sender put into it; two alike are told apart.
                var name = NameOf(files[i]);
                var isTaken = files.Take(i).Any(file => string.Equals(NameOf(file), name, StringComparison.OrdinalIgnoreCase));
                var entry = archive.CreateEntry(isTaken ? $"{i + 1}-{name}" : name);
                entry.LastWriteTime = now;
                using var stream = entry.Open();
                stream.Write(files[i].Content);
            }
        return new HttpFile(bytes.ToArray(), "download.zip") { ContentType = "application/zip" };
    }

    static string NameOf(HttpFile file) => Path.GetFileName(file.Filename.Replace('\\', '/'));

    static string TypeOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".pdf" => "application/pdf",
        ".json" => "application/json",
        ".xml" => "application/xml",
        ".csv" => "text/csv",
        ".txt" => "text/plain",
        ".html" or ".htm" => "text/html",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".zip" => "application/zip",
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => HttpFile.Unknown
    };
}
