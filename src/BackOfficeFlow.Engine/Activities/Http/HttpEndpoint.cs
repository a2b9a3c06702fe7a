namespace BackOfficeFlow.Engine.Activities;

[Activity("Elsa.HttpEndpoint", Category = "HTTP", DisplayName = "HTTP Endpoint", IsTrigger = true,
    Outcomes = ["Done", HttpRules.RequestTooLarge, HttpRules.FileTooLarge, HttpRules.InvalidExtension, HttpRules.InvalidType],
    Description = "Waits for a request to a path below /workflows.")]
public sealed class HttpEndpoint : Activity
{
    static readonly string[] Get = ["GET"];

    [Input("The path, with places in braces: orders/{id}.", Format = "/workflows/…")] public string? Path { get; set; }
    [Input("The methods that are taken.", Hint = "checklist", Choices = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])] public IReadOnlyList<string>? SupportedMethods { get; set; } = Get;
    [Input("Only for callers that are known.", Category = "Security")] public bool Authorize { get; set; }
    [Input("The policy that callers must meet.", Category = "Security")] public string? Policy { get; set; }
    [Input("How long the caller waits for an answer.", Category = "Upload")] public TimeSpan? RequestTimeout { get; set; }
    [Input("The largest request, in bytes.", Category = "Upload")] public long? RequestSizeLimit { get; set; }
    [Input("The largest single file, in bytes.", Category = "Upload")] public long? FileSizeLimit { get; set; }
    [Input("Only files with these extensions.", Category = "Upload")] public IReadOnlyList<string>? AllowedFileExtensions { get; set; }
    [Input("No files with these extensions.", Category = "Upload")] public IReadOnlyList<string>? BlockedFileExtensions { get; set; }
    [Input("Only files of these MIME types.", Category = "Upload")] public IReadOnlyList<string>? AllowedMimeTypes { get; set; }
    [Input("A request that is too large has an outcome of its own.", Category = "Outcomes", IsPlain = true)] public bool ExposeRequestTooLargeOutcome { get; set; }
    [Input("A file that is too large has an outcome of its own.", Category = "Outcomes", IsPlain = true)] public bool ExposeFileTooLargeOutcome { get; set; }
    [Input("A file with another extension has an outcome of its own.", Category = "Outcomes", IsPlain = true)] public bool ExposeInvalidFileExtensionOutcome { get; set; }
    [Input("A file of another MIME type has an outcome of its own.", Category = "Outcomes", IsPlain = true)] public bool ExposeInvalidFileMimeTypeOutcome { get; set; }
    [Output("What was sent: JSON and forms as objects, all else as text or bytes.")] public object? ParsedContent { get; set; }
    [Output("The files that were sent.")] public object? Files { get; set; }
    [Output("What stands in the places of the path.")] public object? RouteData { get; set; }
    [Output("What stands behind the question mark.")] public object? QueryStringData { get; set; }
    [Output("The headers, without those that hold secrets.")] public object? Headers { get; set; }
    [Output("The request.")] public object? Result { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Requests() is { Count: > 0 } requests
        ? Wait([.. requests])
        : Fault($"'{Path}' is no path of an endpoint.", "http-path-invalid");

    public override Task<ActivityResult> Resume(ActivityContext context, object? news)
    {
        // Whoever resumed the step by hand brought no request: it goes on waiting for one.
        if (HttpArrival.From(news) is not { } arrival)
            return Execute(context);

        context.OpenExchange(arrival.Exchange);
        RouteData = arrival.RouteData;
        QueryStringData = arrival.Query;
        Headers = arrival.Headers;
        Result = Tell(arrival);
        if (arrival.Violation is { } violation)
            return Done(violation);
        ParsedContent = arrival.Content;
        Files = arrival.Files;
        return Done();
    }

    public override IReadOnlyList<BookmarkRequest> Triggers(DateTimeOffset now) => Requests();

    List<BookmarkRequest> Requests()
    {
        var methods = SupportedMethods is { Count: > 0 } some ? some : Get;
        return HttpPath.Parse(Path) is not { } path ? [] :
        [
            .. from method in methods.Select(method => method.Trim()).Where(method => method.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)
               from shape in path.Shapes
               let stimulus = new HttpStimulus(method, shape)
               select new BookmarkRequest(stimulus.Kind, stimulus.Key) { Payload = Rules().ToPayload(method) }
        ];
    }

    HttpRules Rules() => new(Path!)
    {
        Authorize = Authorize,
        Policy = string.IsNullOrWhiteSpace(Policy) ? null : Policy.Trim(),
        Timeout = RequestTimeout,
        RequestSizeLimit = RequestSizeLimit,
        FileSizeLimit = FileSizeLimit,
        AllowedExtensions = AllowedFileExtensions ?? [],
        BlockedExtensions = BlockedFileExtensions ?? [],
        AllowedTypes = AllowedMimeTypes ?? [],
        Outcomes =
        [
            .. new[]
            {
                (ExposeRequestTooLargeOutcome, HttpRules.RequestTooLarge), (ExposeFileTooLargeOutcome, HttpRules.FileTooLarge),
                (ExposeInvalidFileExtensionOutcome, HttpRules.InvalidExtension), (ExposeInvalidFileMimeTypeOutcome, HttpRules.InvalidType)
            }.Where(outcome => outcome.Item1).Select(outcome => outcome.Item2)
        ]
    };

    static Dictionary<string, object?> Tell(HttpArrival arrival) => new()
    {
        ["Method"] = arrival.Method,
        ["Path"] = arrival.Path,
        ["Query"] = arrival.Query,
        ["Headers"] = arrival.Headers,
        ["ContentType"] = arrival.ContentType
    };
}
