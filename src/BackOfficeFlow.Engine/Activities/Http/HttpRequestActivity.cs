using System.Globalization;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>
/// A step that calls another system. The call is made once the burst is committed, by the host, and its answer wakes the step: a burst may be
/// run again, a call cannot be taken back.
/// </summary>
public abstract class HttpRequestActivity : Activity
{
    public const string EffectKind = "http-request";

    /// <summary>What follows names a secret of the host's settings, instead of the secret itself.</summary>
    public const string SecretMark = "secret:";
    const string Asked = "asked";

    [Input("The address.", Hint = "singleline")] public string? Url { get; set; }
    [Input("The method.", Hint = "dropdown", Choices = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])] public string? Method { get; set; } = "GET";

    // Evaluated by the step itself: what is evaluated beforehand is saved with the instance while it waits.
    [Input("The Authorization header; secret:name takes it from the host's settings.", Category = "Security", Lazy = true)] public string? Authorization { get; set; }
    [Input("Send the Authorization header as it is.", Category = "Security")] public bool DisableAuthorizationHeaderValidation { get; set; }
    [Input("Further headers.", Category = "Advanced", Hint = "json-editor", Lazy = true)] public IReadOnlyDictionary<string, object?>? RequestHeaders { get; set; }
    [Part("How a call that fails in passing is made again.")] public Resilience? ResilienceStrategy { get; set; }
    [Output("The status that was answered.")] public int? StatusCode { get; set; }
    [Output("The headers that were answered.")] public object? ResponseHeaders { get; set; }

    /// <summary>What is sent: only when there is a content and its type.</summary>
    protected abstract (object? Content, string? ContentType) Body { get; }

    /// <summary>Statuses that the step has a way for: they are answers, not failures that pass.</summary>
    protected abstract IEnumerable<int> Expected { get; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        if (!Uri.TryCreate(Url?.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return Fault($"'{Url}' is no address that can be called: it begins with https://.", "http-url-invalid", "HTTP");

        // A step that is run again makes a call of its own; the same burst, run again after a crash, asks for the same one.
        var asked = (context.Recall(Asked) is long before ? before : 0) + 1;
        context.Remember(Asked, asked);
        var key = asked == 1 ? context.ExecutionId : string.Create(CultureInfo.InvariantCulture, $"{context.ExecutionId}.{asked}");
        context.After(new Effect(EffectKind, key, await Order(context, url)) { IsForgotten = true });
        return Wait(new BookmarkRequest(EffectAnswered.KindName, EffectAnswered.KeyOf(EffectKind, context.InstanceId, key))
        {
            Payload = new Dictionary<string, object?> { ["method"] = Verb, ["host"] = url.Host }
        });
    }

    string Verb => string.IsNullOrWhiteSpace(Method) ? "GET" : Method.Trim().ToUpperInvariant();

    async Task<Dictionary<string, object?>> Order(ActivityContext context, Uri url)
    {
        var authorization = await context.Evaluate(nameof(Authorization)) as string;
        if (!string.IsNullOrEmpty(authorization) && !authorization.StartsWith(SecretMark, StringComparison.OrdinalIgnoreCase) && !DisableAuthorizationHeaderValidation
            && !System.Net.Http.Headers.AuthenticationHeaderValue.TryParse(authorization, out _))
            throw new FormatException("The Authorization header is none: write its scheme, a space and the value, or disable the validation.");
        var order = new Dictionary<string, object?>
        {
            ["url"] = url.AbsoluteUri,
            ["method"] = Verb,
            ["headers"] = HttpAnswer.Headers(Values.Normalize(await context.Evaluate(nameof(RequestHeaders)))),
            ["authorization"] = string.IsNullOrEmpty(authorization) ? null : authorization,
            ["expected"] = Expected.Select(status => (object?)(long)status).ToList(),
            ["raw"] = WantsBytes,
            ["resilience"] = ResilienceStrategy is null ? Legacy : await ResilienceStrategy.Evaluate(context)
        };
        if (Body is ({ } content, { } type) && !string.IsNullOrWhiteSpace(type))
            HttpBody.Of(content, type, $"bof-{context.ExecutionId}").WriteTo(order);
        return order;
    }

    /// <summary>The bytes are wanted as they come, text or not.</summary>
    private protected virtual bool WantsBytes => false;

    /// <summary>The strategy of older definitions, that only switch it on.</summary>
    private protected virtual object? Legacy => null;

    public override Task<ActivityResult> Resume(ActivityContext context, object? news)
    {
        var told = news as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
        if (told.GetValueOrDefault("attempts") is long and > 1 and var attempts)
            context.Note("Attempts", new Dictionary<string, object?> { ["attempts"] = attempts });
        if (told.GetValueOrDefault("failed") is string failed)
        {
            context.Note("Error", new Dictionary<string, object?> { ["message"] = told.GetValueOrDefault("error") });
            return Failed(failed);
        }
        var response = HttpReply.From(told);
        StatusCode = response.Status;
        ResponseHeaders = response.Headers;
        return Answered(response, context.Now);
    }

    private protected abstract ActivityResult Failed(string how);
    private protected abstract ActivityResult Answered(HttpReply reply, DateTimeOffset now);

    /// <summary>The way of a status in a flowchart, and the way that is always taken.</summary>
    private protected static ActivityResult Leave(int status, IReadOnlyCollection<int> expected) => expected.Count == 0 ? Done()
        : Done(expected.Contains(status) ? status.ToString(CultureInfo.InvariantCulture) : HttpOutcomes.Unmatched, "Done");
}

/// <summary>The ways out of a call that no status names.</summary>
public static class HttpOutcomes
{
    public const string FailedToConnect = "Failed to connect";
    public const string Timeout = "Timeout";
    public const string Unmatched = "Unmatched status code";
}

/// <summary>What came back for an effect that an instance asked for.</summary>
public sealed record EffectAnswered(string EffectKind, Guid InstanceId, string EffectKey) : Stimulus(KindName, KeyOf(EffectKind, InstanceId, EffectKey))
{
    public const string KindName = "outbox-answered";

    public static string KeyOf(string kind, Guid instanceId, string key) => $"{kind}:{instanceId:N}/{key}";
}

/// <summary>What another system answered.</summary>
sealed record HttpReply(int Status, IReadOnlyDictionary<string, object?> Headers)
{
    public IReadOnlyDictionary<string, object?> ContentHeaders { get; init; } = new Dictionary<string, object?>();
    public string? ContentType { get; init; }
    public string? Text { get; init; }
    public byte[]? Bytes { get; init; }
    public string Url { get; init; } = "";

    public object? Parsed => HttpBody.Parse(Text, Bytes, ContentType);

    public static HttpReply From(IReadOnlyDictionary<string, object?> told) => new((int)(told.GetValueOrDefault("status") as long? ?? 0), Map(told, "headers"))
    {
        ContentHeaders = Map(told, "contentHeaders"),
        ContentType = told.GetValueOrDefault("contentType") as string,
        Text = told.GetValueOrDefault("text") as string,
        Bytes = told.GetValueOrDefault("base64") is string base64 ? Convert.FromBase64String(base64) : null,
        Url = told.GetValueOrDefault("url") as string ?? ""
    };

    public Dictionary<string, object?> Tell() => new() { ["StatusCode"] = (long)Status, ["IsSuccessStatusCode"] = Status is >= 200 and < 300, ["Headers"] = Headers, ["ContentType"] = ContentType };

    static IReadOnlyDictionary<string, object?> Map(IReadOnlyDictionary<string, object?> told, string key) =>
        told.GetValueOrDefault(key) as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
}
