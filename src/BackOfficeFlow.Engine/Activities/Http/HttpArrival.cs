namespace BackOfficeFlow.Engine.Activities;

/// <summary>A request as a waiting endpoint is told of it: read, checked and without its secrets.</summary>
public sealed record HttpArrival(string Exchange, string Method, string Path)
{
    const string Mark = "httpExchange";

    public IReadOnlyDictionary<string, object?> RouteData { get; init; } = Nothing;
    public IReadOnlyDictionary<string, object?> Query { get; init; } = Nothing;
    public IReadOnlyDictionary<string, object?> Headers { get; init; } = Nothing;
    public string? ContentType { get; init; }
    public object? Content { get; init; }

    /// <summary>Each with Name, Filename, ContentType, Length and Content.</summary>
    public IReadOnlyList<object?> Files { get; init; } = [];

    /// <summary>A rule that it breaks and that the process deals with itself.</summary>
    public string? Violation { get; init; }

    public Dictionary<string, object?> ToNews() => new()
    {
        [Mark] = Exchange,
        ["method"] = Method,
        ["path"] = Path,
        ["routeData"] = RouteData,
        ["query"] = Query,
        ["headers"] = Headers,
        ["contentType"] = ContentType,
        ["content"] = Content,
        ["files"] = Files,
        ["violation"] = Violation
    };

    /// <summary>Null when what happened is no request.</summary>
    public static HttpArrival? From(object? news) => news is not IReadOnlyDictionary<string, object?> told || told.GetValueOrDefault(Mark) is not string exchange ? null
        : new HttpArrival(exchange, told.GetValueOrDefault("method") as string ?? "GET", told.GetValueOrDefault("path") as string ?? "")
        {
            RouteData = MapOf(told, "routeData"),
            Query = MapOf(told, "query"),
            Headers = MapOf(told, "headers"),
            ContentType = told.GetValueOrDefault("contentType") as string,
            Content = told.GetValueOrDefault("content"),
            Files = told.GetValueOrDefault("files") as IReadOnlyList<object?> ?? [],
            Violation = told.GetValueOrDefault("violation") as string
        };

    static IReadOnlyDictionary<string, object?> MapOf(IReadOnlyDictionary<string, object?> told, string key) =>
        told.GetValueOrDefault(key) as IReadOnlyDictionary<string, object?> ?? Nothing;

    static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>();
}
