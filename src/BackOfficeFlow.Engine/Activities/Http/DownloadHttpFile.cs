namespace BackOfficeFlow.Engine.Activities;

[Activity("Elsa.DownloadHttpFile", Category = "HTTP", DisplayName = "Download File", Outcomes = ["Done", HttpOutcomes.Unmatched, HttpOutcomes.FailedToConnect, HttpOutcomes.Timeout],
    Description = "Gets a file from another system.")]
public sealed class DownloadHttpFile : HttpRequestActivity
{
    [Input("The statuses that are expected.", Hint = "multitext")] public IReadOnlyList<int>? ExpectedStatusCodes { get; set; } = [200];
    [Input("What is sent; only together with its type.", Hint = "multiline")] public object? RequestContent { get; set; }
    [Input("The type of what is sent.", Hint = "dropdown", Choices = ["", "application/json", "application/xml", "application/x-www-form-urlencoded", "text/plain", "text/html", "text/csv"])] public string? RequestContentType { get; set; }
    [Output("The answer.")] public object? Response { get; set; }
    [Output("The bytes of the file.")] public object? ResponseContent { get; set; }
    [Output("The headers that describe the file.")] public object? ResponseContentHeaders { get; set; }
    [Output("The file, with its name and type.")] public object? Result { get; set; }

    protected override (object? Content, string? ContentType) Body => (RequestContent, RequestContentType);
    protected override IEnumerable<int> Expected => ExpectedStatusCodes ?? [];

    private protected override bool WantsBytes => true;

    private protected override ActivityResult Failed(string how) => Done(how);

    private protected override ActivityResult Answered(HttpReply reply, DateTimeOffset now)
    {
        var bytes = reply.Bytes ?? (reply.Text is { } text ? System.Text.Encoding.UTF8.GetBytes(text) : []);
        Response = reply.Tell();
        ResponseContentHeaders = reply.ContentHeaders;
        if (bytes.Length > 0)
        {
            ResponseContent = bytes;
            Result = new HttpFile(bytes, NameOf(reply)) { ContentType = reply.ContentType?.Split(';')[0].Trim() ?? HttpFile.Unknown, ETag = First(reply.Headers, "ETag") }.ToValue();
        }
        return Leave(reply.Status, ExpectedStatusCodes?.ToList() ?? []);
    }

    // A name is only a name: whatever folders the other system put before it are dropped.
    static string NameOf(HttpReply reply)
    {
        var given = First(reply.ContentHeaders, "Content-Disposition") is { } header && System.Net.Http.Headers.ContentDispositionHeaderValue.TryParse(header, out var disposition)
            ? (disposition.FileNameStar ?? disposition.FileName)?.Trim('"') : null;
        var name = Path.GetFileName((given ?? (Uri.TryCreate(reply.Url, UriKind.Absolute, out var url) ? Uri.UnescapeDataString(url.AbsolutePath) : "")).Replace('\\', '/'));
        return name.Length > 0 ? name : "file.dat";
    }

    static string? First(IReadOnlyDictionary<string, object?> headers, string name) =>
        headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value switch
        {
            IReadOnlyList<object?> list => list.Count > 0 ? list[0] as string : null,
            string text => text,
            _ => null
        };
}
